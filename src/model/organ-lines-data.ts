/**
 * Names that one organ had one after the other, where a reform renamed or enlarged it and its main function went on.
 *
 * A line of ORGAN_LINE_ROWS: the line's name, then its names in the order of time, each with the first and last report
 * years in which it is usual (`-2018`: from before there were reports; `2018-`: still in use). A report for a year is
 * published in the next one, so the years of a renaming belong to both names. 局, 委员会 and 厅 are a local choice.
 *
 * Left out, because no one organ goes on: mergers of equals, such as 人事局 and 劳动和社会保障局 into
 * 人力资源和社会保障局, or 工商, 质监 and 食药监 into 市场监督管理局; and 人口和计划生育局, which went into the organ of
 * health in 2013 to 2016 and is no earlier name of it.
 *
 * Origin: the reforms of 2008, 2013, 2018 and 2021 (health: renamed locally from 2014-01 to 2016-01, and from 2018-12
 * to 2019-03).
 */
export const ORGAN_LINE_ROWS = `
health 卫生局-2016 卫生厅-2016 卫生和计划生育局2013-2018 卫生和计划生育委员会2013-2018 卫生健康局2018- 卫生健康委员会2018-
environment 环境保护局-2018 环境保护厅-2018 生态环境局2018- 生态环境厅2018-
natural_resources 国土资源局-2018 国土资源厅-2018 自然资源局2018- 自然资源厅2018- 自然资源和规划局2018- 自然资源与规划局2018- 规划和自然资源局2018-
agriculture 农业局-2018 农业委员会-2018 农业厅-2018 农业农村局2018- 农业农村委员会2018- 农业农村厅2018-
emergency 安全生产监督管理局-2018 应急管理局2018- 应急管理厅2018-
forestry 林业局- 林业厅-2018 林业和草原局2018- 林业草原局2018-
grain 粮食局-2018 粮食和物资储备局2018-
rural_revitalization 扶贫开发办公室-2020 乡村振兴局2020-2024
transport 交通局-2010 交通厅-2009 交通运输局2008- 交通运输委员会2008- 交通运输厅2008-
housing 建设局-2010 建设厅-2009 住房和城乡建设局2008- 住房和城乡建设委员会2008- 住房和城乡建设厅2008-
development 发展和改革局- 发展和改革委员会- 发展改革局- 发展改革委员会-
industry 工业和信息化委员会-2019 工业和信息化局- 工业和信息化厅- 工业信息化局-
economy 经济和信息化委员会- 经济和信息化局- 经济信息化局-
science 科学技术委员会- 科学技术局- 科学技术厅-
education 教育局- 教育委员会- 教育厅-
commerce 商务局- 商务委员会- 商务厅-
`;

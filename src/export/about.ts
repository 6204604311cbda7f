/** What the data are, in one line. */
export const TITLE = {
  en: "Annual reports on government information disclosure of Chinese agencies",
  zh: "政府信息公开工作年度报告",
} as const;

/**
 * The reports are official documents of an administrative nature, which the Copyright Law of the People's Republic of
 * China does not apply to (article 5); nianbao claims nothing in what it reads from them.
 */
export const LICENCE = {
  name: "other-pd",
  title:
    "Official documents, not subject to the Copyright Law of the People's Republic of China (article 5); no rights claimed in the readings",
  path: "https://flk.npc.gov.cn/",
} as const;

export const PUBLISHER_NOTE =
  "Published by the agencies themselves under articles 49 and 50 of the Regulations on the Disclosure of Government Information; each row leads to the page it was read from (url, document_sha256).";

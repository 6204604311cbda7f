import { escapeHtml } from "./html-dress.ts";
import type { PrintedPage } from "./page.ts";

/** What a site puts around the body of a page. */
export type Chrome = (body: string, page: PrintedPage, charset: string | undefined) => string;

const navigationWords =
  "首页 要闻动态 政务公开 办事服务 互动交流 县情概览 领导之窗 机构设置 规划计划 统计数据 财政信息 人事信息 应急管理 重点领域 建议提案 公共服务 营商环境 乡村振兴 基层公开 政策文件".split(
    " ",
  );

/** Nothing but the page: title, date line, body. */
export const bareChrome: Chrome = (body, { report, title }, charset) =>
  `<!DOCTYPE html>
<html lang="zh-CN"><head>${metaCharset(charset)}<title>${escapeHtml(report.title)}</title></head>
<body>
<h1>${title.map(escapeHtml).join("<br>")}</h1>
<p class="date">发布时间：${report.publishedOn}</p>
${body}</body></html>
`;

/** A county portal: 300 links, breadcrumb, meta tags, share and print lines, footer. */
export const portalChrome: Chrome = (body, { report, title }, charset) =>
  `<!DOCTYPE html>
<html><head>
${metaCharset(charset)}
<title>${escapeHtml(report.title)}_${report.placeName}人民政府</title>
<meta name="SiteName" content="${report.placeName}人民政府">
<meta name="SiteIDCode" content="${report.divisionCode}0001">
<meta name="ColumnName" content="政府信息公开年报">
<meta name="ArticleTitle" content="${escapeHtml(report.title)}">
<meta name="PubDate" content="${report.publishedOn} 10:20">
<meta name="ContentSource" content="${report.agency}">
<style>.nav li{float:left;width:90px}.TRS_Editor P{line-height:1.5}</style>
<script>var pageTitle = "打印本页"; function doZoom(size){document.getElementById("zoom").style.fontSize=size+"px";}</script>
</head><body>
<div class="top"><a href="#" onclick="dolong()">无障碍</a><a href="#">长者模式</a><form action="/search"><input name="q"></form></div>
<ul class="nav">
${navigation(300)}
</ul>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/zfxxgknb/">政府信息公开年报</a></div>
<div class="sidebar"><a href="/zwgk/zfxxgkzn/">政府信息公开指南</a><a href="/zwgk/zfxxgkzd/">政府信息公开制度</a></div>
<div class="article"><h1>${title.map(escapeHtml).join("<br>")}</h1>
<div class="info"><span>发布时间：${report.publishedOn}</span> <span>来源：${report.agency}</span> <span>字体：[<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>]</span> 浏览次数：<script>document.write(1)</script></div>
<div class="TRS_Editor" id="zoom">
${body}</div>
<div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a> 分享到：<a href="#">微信</a><a href="#">微博</a></div></div>
<div class="footer"><p>主办：${report.placeName}人民政府 承办：${report.placeName}人民政府办公室</p><p>网站标识码：${report.divisionCode}0001 备案号：00000000号-1</p></div>
</body></html>
`;

/** The page inside layout tables, three deep, as sites of the first hour were built. */
export const nestedChrome: Chrome = (body, page, charset) =>
  portalChrome(
    `<table width="100%"><tr><td class="left"><table><tr><td><a href="/zwgk/">政务公开</a></td></tr><tr><td><a href="/znxx/">指南</a></td></tr></table></td>
<td><table width="1000" align="center" border="0"><tbody><tr><td height="20">&nbsp;</td></tr><tr><td>
<table width="96%"><tr><td>
${body}</td></tr></table>
</td></tr><tr><td>&nbsp;</td></tr></tbody></table></td></tr></table>
`,
    page,
    charset,
  );

function navigation(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const word = navigationWords[index % navigationWords.length] ?? "";
    return `<li class="item${index % 7}"><a href="/channel/${index}/" target="_blank" title="${word}${index}">${word}</a></li>`;
  }).join("\n");
}

function metaCharset(charset: string | undefined): string {
  if (charset === undefined) return "";
  return `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`;
}

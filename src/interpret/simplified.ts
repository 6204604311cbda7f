/**
 * Traditional characters, each before the simplified one of the forms, of agencies and of places: what a gateway between
 * the scripts turns them into. Only characters that simplified Chinese does not use itself.
 */
const PAIRS =
  "衛卫會会體体療疗計计劃划發发業业術术學学經经濟济務务貿贸糧粮隊队資资財财證证証证勞劳動动規规與与國国鄉乡態态環环護护運运輸输產产農农獸兽" +
  "漁渔機机場场園园綠绿遊游廣广電电視视聞闻審审應应監监軍军質质識识權权藥药儲储備备價价統统訪访檔档館馆執执綜综數数據据辦办興兴貧贫開开關关" +
  "僑侨進进銷销聯联殘残婦妇總总紅红協协藝艺氣气稅税調调煙烟專专賣卖郵邮減减災灾庫库積积險险編编構构葉叶鹽盐墾垦駐驻處处況况報报項项條条廢废" +
  "現现許许決决罰罚強强費费額额單单萬万類类過过詢询為为爲为沒没補补後后確确舉举獲获繳缴納纳繼继續续維维糾纠標标購购個个對对讀读訓训網网熱热" +
  "點点輿舆參参負负責责線线談谈傳传絡络時时圍围隱隐錯错門门閱阅從从職职屬属無无請请訴诉訟讼複复復复議议問问題题際际係系間间區区縣县鎮镇設设" +
  "書书島岛龍龙東东蘭兰鳳凤馬马風风長长寧宁慶庆陝陕雲云邊边灣湾陽阳陰阴澤泽濱滨嶺岭岡冈溝沟義义儀仪賓宾雙双貴贵遼辽蘇苏閩闽贛赣魯鲁粵粤瓊琼" +
  "隴陇鷺鹭嵐岚瑩莹螢萤樓楼橋桥漢汉溫温滬沪烏乌寶宝峽峡嶼屿巖岩鶴鹤鷹鹰麗丽麥麦黃黄齊齐龜龟豐丰豔艳贊赞銅铜銀银鐵铁錦锦鋼钢閔闵陳陈階阶隨随" +
  "雞鸡霧雾靜静韓韩順顺頭头飛飞饒饶駱骆驛驿魚鱼鴨鸭圖图團团圓圆塊块墊垫壽寿夾夹奧奥將将層层屆届幫帮廟庙廠厂彎弯徑径惡恶愛爱慮虑憲宪懷怀戰战" +
  "戲戏擔担擇择擊击攔拦暫暂曉晓來来極极榮荣樂乐樹树歐欧歲岁歷历歸归氫氢淨净滿满潤润潔洁瀾澜燈灯營营爐炉爭争獎奖畫画畢毕異异當当盡尽盤盘眾众" +
  "礎础種种稱称穩稳窮穷競竞筆笔節节範范築筑簡简籌筹級级紙纸細细終终組组結结給给絕绝練练縮缩織织罷罢羅罗習习聖圣聲声聽听臨临舊旧蓋盖蔣蒋蕩荡" +
  "藍蓝虛虚號号蟲虫裝装製制裡里親亲覺觉覽览觀观認认誠诚誤误說说課课論论諮咨講讲譯译讓让貨货販贩貫贯賀贺賞赏賢贤賦赋賽赛趙赵跡迹轉转轄辖連连" +
  "週周達达遠远適适遷迁選选遺遗鄧邓鄭郑鄰邻釋释鑒鉴鑑鉴闊阔離离難难雜杂響响頁页預预領领顧顾顯显願愿飯饭養养驗验醫医內内餘余準准幹干採采佈布" +
  "啟启啓启導导冊册遞递匯汇滅灭爾尔牽牵狀状獨独嚴严壓压寫写張张懲惩戶户擬拟擴扩斷断棄弃樣样檢检欄栏碼码禮礼籤签紀纪約约緊紧肅肃臺台莊庄華华" +
  "薦荐裏里訂订記记評评試试詳详該该語语變变賠赔賬账車车較较輔辅這这還还針针錄录閉闭須须頒颁";

const characters = [...PAIRS];
const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  characters.flatMap((traditional, at): [string, string][] => {
    const simplified = characters[at + 1] ?? traditional;
    return at % 2 === 0 && traditional !== simplified ? [[traditional, simplified]] : [];
  }),
);
const TRADITIONAL = new RegExp(`[${[...SIMPLIFIED.keys()].join("")}]`, "g");

/** "條(tiao)", "報（bào）": how a character is read, which copies by others than the agency put behind it */
const READING_ALOUD = /(?<=[\u4e00-\u9fff])[（(][a-zü\u00e0-\u01dc]{1,6}[)）]/g;

/** Whether the text has so many of them that they are no accident. */
export function hasReadings(text: string): boolean {
  const enough = 5;
  return (text.match(READING_ALOUD)?.length ?? 0) >= enough;
}

/** The text without the readings of characters that stand in brackets behind them. */
export function withoutReadings(text: string): string {
  return text.replace(READING_ALOUD, "");
}

/** The text in simplified characters, character for character, as far as labels, titles and agencies need it. */
export function toSimplified(text: string): string {
  return text.replace(TRADITIONAL, (character) => SIMPLIFIED.get(character) ?? character);
}

/** A county that exists nowhere. */
export interface Place {
  readonly name: string;
  /** In no list of GB/T 2260: no province has the number 99. */
  readonly divisionCode: string;
}

/** An organ of a county, and how it speaks of itself. */
export interface Organ {
  readonly name: string;
  readonly short: string;
  readonly self: string;
}

// Every stem holds 渚, 砚, 霁, 漪, 霭, 泠 or 汀 in a pair that no division of GB/T 2260 is called by.
const names = [
  ..."青汀县 砚溪县 云汀区 芦汀县 岚砚县 墨渚县 霁川县 槐渚县 澹溪县 瑶渚县 枫汀区 棠渚县".split(
    " ",
  ),
  ..."萤川县 泠溪县 鹭渚区 岚汀县 竹汀县 砚丘县 霁岭县 榆渚县 漪川县 霭丘县 苇渚区 澄汀市".split(
    " ",
  ),
];

export const places: readonly Place[] = names.map((name, index) => ({
  name,
  divisionCode: `9901${String(index + 1).padStart(2, "0")}`,
}));

export const organs: readonly Organ[] = [
  { name: "卫生健康局", short: "卫健局", self: "我局" },
  { name: "水务局", short: "水务局", self: "我局" },
  { name: "卫生健康委员会", short: "卫健委", self: "我委" },
  { name: "城东街道办事处", short: "城东街道", self: "我街道" },
  { name: "教育和体育局", short: "教体局", self: "我局" },
  { name: "农业农村局", short: "农业农村局", self: "我局" },
  { name: "市场监督管理局", short: "市场监管局", self: "我局" },
  { name: "自然资源局", short: "自然资源局", self: "我局" },
];

/** The invented place of this index, from 0; throws when they are used up. */
export function expectPlace(index: number): Place {
  const place = places[index];
  if (place === undefined) {
    throw new Error(`there are ${places.length} invented places, none at ${index}: add one`);
  }
  return place;
}

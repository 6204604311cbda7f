import { areaOf, type Box, holdsCentre, intersect } from "./box.ts";
import { DEFAULT_METRICS, type FontMetrics } from "./font-metrics.ts";
import { IDENTITY, type Matrix, mapBox, multiply } from "./matrix.ts";
import { withoutOverprints } from "./overprint.ts";
import type { Glyph, PageDrawing, Rule } from "./page-drawing.ts";
import { clipRule, filledRules, strokedRules } from "./painted-rules.ts";
import { type ShownGlyph, setGlyphs, type TextStyle } from "./text-pen.ts";

interface GraphicsState extends TextStyle {
  readonly matrix: Matrix;
  readonly lineWidth: number;
  /** Distance of lines in points of the text's space. */
  readonly leading: number;
  readonly isInvisible: boolean;
  /** What is drawn outside is not seen. */
  readonly clip: Box;
}

const START: Omit<GraphicsState, "clip"> = {
  matrix: IDENTITY,
  lineWidth: 1,
  leading: 0,
  isInvisible: false,
  font: DEFAULT_METRICS,
  fontSize: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  stretch: 1,
  rise: 0,
};

/** Ways to show text that leave no mark: a text under a scanned picture is what some machine made of it. */
const INVISIBLE_MODES = [3, 7];
/** The picture's own space, whatever its pixels. */
const UNIT_SQUARE: Box = [0, 0, 1, 1];
/** Share of the page that a picture covers at the least; smaller ones are seals, codes and ornaments. */
const MIN_PICTURE_SHARE = 0.15;
/** A page holds a few thousand glyphs; these bounds keep a hostile one from taking all memory. */
const MAX_GLYPHS = 30_000;
const MAX_RULES = 100_000;

/** What a page draws more of than any report does. */
export class OverfullPage extends Error {}

/** Follows the drawing operators of one page and notes where glyphs, lines and pictures come to stand on it. */
export class DrawingReader {
  private state: GraphicsState;
  private readonly saved: GraphicsState[] = [];
  private textMatrix: Matrix = IDENTITY;
  private lineMatrix: Matrix = IDENTITY;
  private readonly glyphs: Glyph[] = [];
  private readonly rules: Rule[] = [];
  private readonly pictures: Box[] = [];
  private shapes = 0;
  private readonly pageBox: Box;
  /** True from a change of matrix until something is drawn. */
  private isPictureDue = false;
  private isClipDue = false;

  /** @param matrix from the space of the page's operators to points from its upper left corner */
  constructor(matrix: Matrix, width: number, height: number) {
    this.pageBox = [0, 0, width, height];
    this.state = { ...START, matrix, clip: this.pageBox };
  }

  save(): void {
    this.saved.push(this.state);
  }

  restore(): void {
    this.notePicture();
    this.state = this.saved.pop() ?? this.state;
  }

  transform(matrix: Matrix): void {
    this.state = { ...this.state, matrix: multiply(this.state.matrix, matrix) };
    this.isPictureDue = true;
  }

  set(change: Partial<GraphicsState>): void {
    this.state = { ...this.state, ...change };
  }

  setRenderingMode(mode: number): void {
    this.set({ isInvisible: INVISIBLE_MODES.includes(mode) });
  }

  setFont(font: FontMetrics, fontSize: number): void {
    this.set({ font, fontSize });
  }

  beginText(): void {
    this.setTextMatrix(IDENTITY);
  }

  setTextMatrix(matrix: Matrix): void {
    this.textMatrix = matrix;
    this.lineMatrix = matrix;
  }

  moveText(x: number, y: number): void {
    this.setTextMatrix(multiply(this.lineMatrix, [1, 0, 0, 1, x, y]));
  }

  moveTextByLeading(): void {
    this.moveText(0, -this.state.leading);
  }

  showText(shown: readonly (ShownGlyph | number)[]): void {
    this.isPictureDue = false;
    const { state } = this;
    const start = multiply(state.matrix, this.textMatrix);
    const { glyphs, advance } = setGlyphs(start, state, shown);
    const [x, y] = state.font.isVertical ? [0, -advance] : [advance, 0];
    this.textMatrix = multiply(this.textMatrix, [1, 0, 0, 1, x, y]);
    if (state.isInvisible) return;
    for (const glyph of glyphs) if (holdsCentre(state.clip, glyph.box)) this.glyphs.push(glyph);
    if (this.glyphs.length > MAX_GLYPHS) throw new OverfullPage(`${MAX_GLYPHS} characters`);
  }

  announceClip(): void {
    this.isClipDue = true;
  }

  /**
   * Ends a path; a clip announced before it now narrows what is seen.
   * @param box around the path in the space of the operators; a clip of another shape counts as this box
   */
  endPath(box: Box): void {
    if (!this.isClipDue) return;
    this.isClipDue = false;
    const clip = intersect(this.state.clip, mapBox(this.state.matrix, box));
    this.state = { ...this.state, clip };
  }

  stroke(path: Float32Array): void {
    this.isPictureDue = false;
    this.addRules(strokedRules(path, this.state.matrix, this.state.lineWidth));
  }

  fill(path: Float32Array): void {
    this.isPictureDue = false;
    const rules = filledRules(path, this.state.matrix);
    if (rules.length === 0) this.shapes += 1;
    this.addRules(rules);
  }

  private addRules(rules: readonly Rule[]): void {
    for (const rule of rules) this.rules.push(...clipRule(rule, this.state.clip));
    if (this.rules.length > MAX_RULES) throw new OverfullPage(`${MAX_RULES} lines`);
  }

  /**
   * The library leaves pictures out, since decoding them would cost more than all the rest. What stays is the matrix that
   * was set for one and then not used, which says where it stands.
   */
  private notePicture(): void {
    if (!this.isPictureDue) return;
    this.isPictureDue = false;
    const box = intersect(mapBox(this.state.matrix, UNIT_SQUARE), this.state.clip);
    if (areaOf(box) >= MIN_PICTURE_SHARE * areaOf(this.pageBox)) this.pictures.push(box);
  }

  /** Glyphs seen so far, those printed twice counted twice. */
  get drawnGlyphs(): number {
    return this.glyphs.length;
  }

  finish(page: number): PageDrawing {
    this.notePicture();
    const [, , width, height] = this.pageBox;
    const glyphs = withoutOverprints(this.glyphs);
    const { rules, shapes, pictures } = this;
    return { page, width, height, glyphs, rules, shapes, pictures };
  }
}

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createWorker, OEM, PSM, type Worker } from "tesseract.js";
import type {
  GreyPicture,
  Lettering,
  RecognisedCharacter,
  RecognisedLine,
  Recogniser,
} from "./model/recogniser.ts";

/** A recogniser that holds a thread until it is closed. */
export interface OpenRecogniser extends Recogniser {
  close(): Promise<void>;
}

const LANGUAGE = "chi_sim";
const DATA_PACKAGE = "@tesseract.js-data/chi_sim";
/** Of the packages' sets the one that reads digits best, and the smallest. */
const DATA_FOLDER = "4.0.0_best_int";

const MODES: Readonly<Record<Lettering, Record<string, string>>> = {
  figure: { tessedit_pageseg_mode: PSM.SINGLE_LINE, tessedit_char_whitelist: "0123456789.,-/" },
  line: { tessedit_pageseg_mode: PSM.SINGLE_LINE, tessedit_char_whitelist: "" },
  text: { tessedit_pageseg_mode: PSM.SINGLE_BLOCK, tessedit_char_whitelist: "" },
};

/**
 * Starts making out characters with tesseract, in a thread of its own and from files of installed packages only: nothing
 * is downloaded or written.
 * @throws Error that says what to install if the data are not there
 */
export async function createRecogniser(): Promise<OpenRecogniser> {
  const worker = await startWorker(findData());
  await worker.setParameters({ user_defined_dpi: "300", debug_file: "/dev/null" });
  const turns = new Turns();
  let current: Lettering | undefined;
  const recognise = async (
    picture: GreyPicture,
    lettering: Lettering,
  ): Promise<readonly RecognisedLine[]> => {
    if (current !== lettering) await worker.setParameters(MODES[lettering]);
    current = lettering;
    const { data } = await worker.recognize(toGreyMap(picture), {}, { text: false, blocks: true });
    const paragraphs = (data.blocks ?? []).flatMap((block) => block.paragraphs);
    return paragraphs.flatMap((paragraph) => paragraph.lines).flatMap(toLine);
  };
  return {
    recognise: (picture, lettering) => turns.take(() => recognise(picture, lettering)),
    close: async () => {
      await worker.terminate();
    },
  };
}

/**
 * The folder with the data.
 * @throws Error that says what to install
 */
export function findData(): string {
  const advice = `expected the package ${DATA_PACKAGE} with the folder ${DATA_FOLDER}, met none; install it with: npm install ${DATA_PACKAGE}`;
  let folder: string;
  try {
    folder = dirname(createRequire(import.meta.url).resolve(`${DATA_PACKAGE}/package.json`));
  } catch (error) {
    throw new Error(advice, { cause: error });
  }
  const data = join(folder, DATA_FOLDER);
  if (!existsSync(join(data, `${LANGUAGE}.traineddata.gz`))) throw new Error(advice);
  return data;
}

async function startWorker(langPath: string): Promise<Worker> {
  try {
    return await createWorker(LANGUAGE, OEM.LSTM_ONLY, {
      langPath,
      cacheMethod: "none",
      gzip: true,
      // Without it the library throws where nobody can catch; with it the call that failed is rejected.
      errorHandler: () => undefined,
    });
  } catch (error) {
    throw new Error(
      `expected tesseract.js to start, met: ${String(error)}; install its packages anew with: npm ci`,
      { cause: error },
    );
  }
}

/** Lets one piece of work begin when the one before has ended: the library's settings are for all calls. */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}

/** The plainest format that the library reads (PGM). */
function toGreyMap({ width, height, pixels }: GreyPicture): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);
}

interface FoundBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface FoundLine {
  readonly text: string;
  readonly bbox: FoundBox;
  readonly words: readonly {
    readonly symbols: readonly {
      readonly text: string;
      readonly confidence: number;
      readonly bbox: FoundBox;
    }[];
  }[];
}

function toLine({ text, bbox, words }: FoundLine): RecognisedLine[] {
  const characters = words.flatMap(({ symbols }) =>
    symbols.map(
      (symbol): RecognisedCharacter => ({
        text: symbol.text,
        confidence: symbol.confidence,
        box: toBox(symbol.bbox),
      }),
    ),
  );
  if (characters.length === 0) return [];
  const confidence = Math.min(...characters.map((character) => character.confidence));
  return [{ text: text.trim(), confidence, box: toBox(bbox), characters }];
}

const toBox = ({ x0, y0, x1, y1 }: FoundBox): RecognisedLine["box"] => [x0, y0, x1, y1];

declare module "word-extractor" {
  class WordExtractor {
    extract(source: Buffer): Promise<unknown>;
  }
  export = WordExtractor;
}

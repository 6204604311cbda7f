/** What is known of a link without asking for what is behind it. */
export interface LinkSaid {
  readonly label: string;
  readonly url: string;
  /** As the source entry states it. */
  readonly agency: string | undefined;
  readonly divisionCode: string | undefined;
}

/** Whose report the text of a link promises, and of which year; null where it leaves that open. */
export interface LinkPromise {
  /** The agency as the text has it. */
  readonly printed: string | null;
  /** Its full official name, as far as the text tells it. */
  readonly agency: string | null;
  readonly divisionCode: string | null;
  readonly year: number | null;
  /** The text alone does not tell the agency's full name: 民政局 is that of some county. */
  readonly isOpen: boolean;
}

import type { Form } from "../form.ts";
import type { TemplateId } from "../report.ts";
import { form2014 } from "./form-2014.ts";
import { form2019 } from "./form-2019.ts";
import { form2021 } from "./form-2021.ts";

/** The official forms known as data, the one in force first. */
export const forms: ReadonlyMap<TemplateId, Form> = new Map(
  [form2021, form2019, form2014].map((form) => [form.id, form]),
);

/** The form of a template; undefined for `none` and for a form that is not known as data. */
export function formOf(template: TemplateId): Form | undefined {
  return forms.get(template);
}

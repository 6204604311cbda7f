/** A labelled list to choose from; the first choice is none. */
export function Choice(given: {
  readonly name: string;
  readonly label: string;
  readonly any: string | undefined;
  readonly chosen: string | undefined;
  readonly choices: readonly (readonly [value: string, label: string])[];
}) {
  const { name, label, any, chosen, choices } = given;
  return (
    <label>
      {label}
      <select name={name}>
        {any !== undefined && <option value="">{any}</option>}
        {choices.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A labelled line of text. */
export function TextField(given: {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
}) {
  const { name, label, value } = given;
  return (
    <label>
      {label}
      <input name={name} value={value ?? ""} maxlength={200} />
    </label>
  );
}

/** What a target said, in double quotes and fit for a terminal: no control character (C0, DEL, C1) is left as it is. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`
  )

/** Turns the server's text of one value (never NULL) into a JavaScript value. */
export type ValueParser = (text: string) => unknown;

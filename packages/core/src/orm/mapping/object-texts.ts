/** Gives objects of a class a text: what a floor above puts in here. */
export const objectTexts: { install: (prototype: object) => void } = { install: () => {} };

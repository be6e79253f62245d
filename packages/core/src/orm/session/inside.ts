/** Where a Session keeps its inside. */
export const inside: unique symbol = Symbol('inside');

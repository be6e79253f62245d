import { type BareType, defineBareType } from './define-type.ts';

/** No known type: values go to the driver and come back as they are. */
export const nullType: BareType<unknown> = defineBareType<unknown>({ typeName: 'NullType' });

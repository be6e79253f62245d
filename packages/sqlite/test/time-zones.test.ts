import { describeTimeZones } from '@aludel/conformance';

describeTimeZones(new URL('conformance.test.ts', import.meta.url));

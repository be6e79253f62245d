import { describeTimeZones } from '@aludel/conformance';

describeTimeZones(new URL('conformance-mysql.test.ts', import.meta.url));
describeTimeZones(new URL('conformance-mariadb.test.ts', import.meta.url));

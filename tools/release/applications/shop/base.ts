import { declarativeBase, MetaData } from '@aludel/core';

export const Base = declarativeBase({ metadata: new MetaData({ naming: 'snake_case' }) });

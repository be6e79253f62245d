import { declarativeBase, mappedColumn, types as t } from '@aludel/core';

export const EmployeeBase = declarativeBase();

export class Employee extends EmployeeBase('employee', {
  id: mappedColumn(t.Integer, { primaryKey: true }),
  name: mappedColumn(t.String(50)),
}) {}

import { chain, type ConnectableDialect, type ConnectTarget, type DriverConnection } from '@aludel/core/dialect';

/** The same driver, with something done to each connection that it opens. */
export function changedConnections(
  driver: ConnectableDialect['driver'],
  change: (connection: DriverConnection) => DriverConnection,
): ConnectableDialect['driver'] {
  return Object.create(driver, {
    checkTarget: { value: driver.checkTarget?.bind(driver) },
    connect: { value: (target: ConnectTarget) => chain(driver.connect(target), change) },
  }) as ConnectableDialect['driver'];
}

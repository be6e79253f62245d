import type { ResetStyle, ResourceLifecycle } from '../../src/pool/resource-lifecycle.ts';

/** A connection that is none. */
export interface FakeResource {
  readonly id: number;
  state: 'open' | 'closed' | 'destroyed';
  isAlive: boolean;
  resets: ResetStyle[];
}

/** Opens fakes, and can be told to fail. Everything is there at once; see {@link later} for the other kind. */
export class FakeLifecycle implements ResourceLifecycle<FakeResource> {
  readonly opened: FakeResource[] = [];
  connectError: Error | null = null;
  resetError: Error | null = null;
  pingError: Error | null = null;
  pings = 0;

  get open(): readonly FakeResource[] {
    return this.opened.filter((resource) => resource.state === 'open');
  }

  create(): FakeResource | Promise<FakeResource> {
    if (this.connectError !== null) throw this.connectError;
    const resource: FakeResource = { id: this.opened.length + 1, state: 'open', isAlive: true, resets: [] };
    this.opened.push(resource);
    return resource;
  }

  reset(resource: FakeResource, style: ResetStyle): void | Promise<void> {
    if (this.resetError !== null) throw this.resetError;
    resource.resets.push(style);
  }

  isAlive(resource: FakeResource): boolean {
    return resource.isAlive;
  }

  ping(_resource: FakeResource): void | Promise<void> {
    this.pings++;
    if (this.pingError !== null) throw this.pingError;
  }

  close(resource: FakeResource): void | Promise<void> {
    resource.state = 'closed';
  }

  destroy(resource: FakeResource): void {
    resource.state = 'destroyed';
  }
}

/** The same, where everything takes its time, as with a server. */
export class LateLifecycle extends FakeLifecycle {
  override async create(): Promise<FakeResource> {
    await turn();
    return super.create();
  }

  override async reset(resource: FakeResource, style: ResetStyle): Promise<void> {
    await turn();
    await super.reset(resource, style);
  }

  override async ping(resource: FakeResource): Promise<void> {
    await turn();
    await super.ping(resource);
  }

  override async close(resource: FakeResource): Promise<void> {
    await turn();
    await super.close(resource);
  }
}

/** The next turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What is there at once; fails the test if it is a promise. */
export function now<T>(value: T | Promise<T>): T {
  if (value instanceof Promise) throw new Error('expected a value at once, and got a promise');
  return value;
}

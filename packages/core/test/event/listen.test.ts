import { describe, expect, test } from '@jest/globals';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { Dispatcher } from '../../src/event/dispatcher.ts';
import { dispatch, type EventTarget } from '../../src/event/event-target.ts';
import { contains, listen, remove } from '../../src/event/listen.ts';

interface DoorEvents {
  open(by: string): void;
}

class Door implements EventTarget<DoorEvents> {
  readonly [dispatch] = new Dispatcher<DoorEvents>(['open']);
}

describe('listen, remove and contains', () => {
  test('a function listens from listen() to remove()', () => {
    const door = new Door();
    const visitors: string[] = [];
    const note = (by: string): void => void visitors.push(by);
    listen(door, 'open', note);
    expect(contains(door, 'open', note)).toBe(true);
    door[dispatch].emit('open', 'Ada');
    remove(door, 'open', note);
    expect(contains(door, 'open', note)).toBe(false);
    door[dispatch].emit('open', 'Bob');
    expect(visitors).toEqual(['Ada']);
  });

  test('the parameters of a listener are inferred from the name of the event', () => {
    listen(new Door(), 'open', (by) => {
      const visitor: string = by;
      return visitor;
    });
    // @ts-expect-error a door is opened by a person, not by a number
    listen(new Door(), 'open', (by: number) => by);
  });

  test('an event that the target does not have does not compile, and is refused', () => {
    // @ts-expect-error a door has no event "paint"
    expect(() => listen(new Door(), 'paint', () => {})).toThrow(InvalidRequestError);
  });

  test('a dispatcher of more events can stand in for one of fewer', () => {
    interface HouseEvents extends DoorEvents {
      sell(price: number): void;
    }
    const house: Dispatcher<DoorEvents> = new Dispatcher<HouseEvents>(['open', 'sell']);
    expect(house.has('open')).toBe(false);
  });
});

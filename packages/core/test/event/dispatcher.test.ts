import { describe, expect, jest, test } from '@jest/globals';
import { InvalidRequestError } from '../../src/errors/invalid-request-errors.ts';
import { Dispatcher } from '../../src/event/dispatcher.ts';

interface DoorEvents {
  open(by: string): unknown;
  close(): void;
}

function makeDispatcher(): Dispatcher<DoorEvents> {
  return new Dispatcher<DoorEvents>(['open', 'close']);
}

describe('Dispatcher', () => {
  test('listeners are called in the order they were added, with the arguments of the event', () => {
    const events = makeDispatcher();
    const calls: string[] = [];
    events.listen('open', (by) => calls.push(`first ${by}`));
    events.listen('open', (by) => calls.push(`second ${by}`));
    events.emit('open', 'Ada');
    expect(calls).toEqual(['first Ada', 'second Ada']);
  });

  test('an inserted listener comes before the others', () => {
    const events = makeDispatcher();
    const calls: string[] = [];
    events.listen('open', () => calls.push('added'));
    events.listen('open', () => calls.push('inserted'), { insert: true });
    events.emit('open', 'Ada');
    expect(calls).toEqual(['inserted', 'added']);
  });

  test('a listener that is there already is not added again', () => {
    const events = makeDispatcher();
    const listener = jest.fn();
    events.listen('close', listener);
    events.listen('close', listener);
    events.emit('close');
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('a listener for once is called once, even by an event that it causes itself', () => {
    const events = makeDispatcher();
    const listener = jest.fn(() => events.emit('close'));
    events.listen('close', listener, { once: true });
    events.emit('close');
    events.emit('close');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(events.has('close')).toBe(false);
  });

  test('two events on their way at the same time reach a listener for once only once', async () => {
    const events = makeDispatcher();
    const listener = jest.fn();
    events.listen('open', async () => {});
    events.listen('open', listener, { once: true });
    await Promise.all([events.emitInTurn('open', 'Ada'), events.emitInTurn('open', 'Bob')]);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('a listener that removes itself and adds another does not disturb the event on its way', () => {
    const events = makeDispatcher();
    const calls: string[] = [];
    const first = (): void => {
      calls.push('first');
      events.remove('close', first);
      events.listen('close', () => void calls.push('late'));
    };
    events.listen('close', first);
    events.listen('close', () => void calls.push('second'));
    events.emit('close');
    expect(calls).toEqual(['first', 'second']);
    events.emit('close');
    expect(calls).toEqual(['first', 'second', 'second', 'late']);
  });

  test('removing says so if the function does not listen', () => {
    const events = makeDispatcher();
    expect(() => events.remove('close', () => {})).toThrow(InvalidRequestError);
  });

  test('an unknown name is refused with the list of the known ones', () => {
    const events = makeDispatcher();
    const unknown = 'toString' as 'open';
    expect(() => events.listen(unknown, () => {})).toThrow('There is no event "toString" here. The events are: open, close.');
    expect(() => events.has(unknown)).toThrow(InvalidRequestError);
  });

  test('an error of a listener ends the event', () => {
    const events = makeDispatcher();
    const later = jest.fn();
    events.listen('close', () => {
      throw new Error('stuck');
    });
    events.listen('close', later);
    expect(() => events.emit('close')).toThrow('stuck');
    expect(later).not.toHaveBeenCalled();
  });
});

describe('Dispatcher.emitInTurn', () => {
  test('is there at once if no listener returns a promise', () => {
    const events = makeDispatcher();
    events.listen('open', () => 'ignored');
    expect(events.emitInTurn('open', 'Ada')).toBeUndefined();
  });

  test('waits for each promise before it calls the next listener', async () => {
    const events = makeDispatcher();
    const calls: string[] = [];
    events.listen('open', async () => {
      await Promise.resolve();
      calls.push('slow');
    });
    events.listen('open', () => calls.push('quick'));
    const done = events.emitInTurn('open', 'Ada');
    expect(calls).toEqual([]);
    await done;
    expect(calls).toEqual(['slow', 'quick']);
  });

  test('a promise that rejects ends the event', async () => {
    const events = makeDispatcher();
    const later = jest.fn();
    events.listen('open', async () => {
      throw new Error('stuck');
    });
    events.listen('open', later);
    await expect(events.emitInTurn('open', 'Ada')).rejects.toThrow('stuck');
    expect(later).not.toHaveBeenCalled();
  });
});

describe('A listener with retval', () => {
  interface MailEvents {
    send(target: string, subject: string, text: string): undefined | readonly [string, string];
    sent(target: string): void;
  }
  const mail = () => new Dispatcher<MailEvents>(['send', 'sent'], ['send']);

  test('replaces the arguments after the first, for the listeners after it and for the sender', () => {
    const events = mail();
    const seen: unknown[] = [];
    events.listen('send', (_target, subject, text) => [`${subject}!`, text], { retval: true });
    events.listen('send', (...args) => {
      seen.push(...args);
      return ['ignored', 'ignored'];
    });
    expect(events.emitForAnswer('send', 'me', 'hello', 'text')).toEqual(['me', 'hello!', 'text']);
    expect(seen).toEqual(['me', 'hello!', 'text']);
  });

  test('is refused for other events, and must return a list', () => {
    const events = mail();
    expect(() => events.listen('sent', () => undefined, { retval: true })).toThrow(
      'A listener to "sent" cannot return a value: leave "retval" out. Only these take one: send.',
    );
    events.listen('send', () => undefined, { retval: true });
    expect(() => events.emitForAnswer('send', 'me', 'a', 'b')).toThrow('returns a list');
  });
});

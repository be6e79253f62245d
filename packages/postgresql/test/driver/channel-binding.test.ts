import { describe, expect, test } from '@jest/globals';
import { classifyError } from '../../src/dialect/errors.ts';
import { pgDriver } from '../../src/driver/pg-driver.ts';
import { canSpeakTls, message, startFakeServer } from '../support/fake-server.ts';
import { failureOf, targetOf } from '../support/server.ts';

const AUTHENTICATION = 'R';
const OK = Buffer.concat([message(AUTHENTICATION, 0), message('Z', 'I')]);

(canSpeakTls() ? describe : describe.skip)('channel_binding=require', () => {
  test.each([
    ['the password itself', [message(AUTHENTICATION, 3)], 'asks for the password itself', 0],
    ['an MD5 password', [message(AUTHENTICATION, 5, 'salt')], 'asks for an MD5 password', 0],
    [
      'SCRAM without channel binding',
      [message(AUTHENTICATION, 10, 'SCRAM-SHA-256\0\0')],
      'offers SCRAM-SHA-256 without channel binding',
      0,
    ],
    ['nothing at all', [OK], 'without a proof of its identity', 0],
    [
      'SCRAM with channel binding, and then no proof',
      [message(AUTHENTICATION, 10, 'SCRAM-SHA-256\0SCRAM-SHA-256-PLUS\0\0'), OK],
      'without a proof of its identity',
      1,
    ],
  ])('refuses a server that asks for %s', async (_what, answers, reason, messages) => {
    const server = await startFakeServer({ tlsAnswer: 'S', answers });
    try {
      const error = await failureOf(
        pgDriver.connect(
          targetOf(`postgresql://scott:tiger@127.0.0.1:${server.port}/d?channel_binding=require&connect_timeout=3`),
        ),
      );
      expect(error.message).toContain(reason);
      expect(classifyError(error)).toMatchObject({ kind: 'operational' });
      // Nothing that was made from the password has left.
      expect(server.heard).toHaveLength(messages);
      expect(server.heard.join()).not.toContain('tiger');
    } finally {
      server.close();
    }
  });

  test('refuses a server without TLS', async () => {
    const server = await startFakeServer({ tlsAnswer: 'N', answers: [message(AUTHENTICATION, 3)] });
    try {
      const error = await failureOf(
        pgDriver.connect(targetOf(`postgresql://scott:tiger@127.0.0.1:${server.port}/d?channel_binding=require`)),
      );
      expect(error.message).toContain('offers no TLS');
      expect(server.heard).toEqual([]);
    } finally {
      server.close();
    }
  });
});

describe('negotiation of TLS', () => {
  test('refuses plain text that somebody put in front of the encrypted conversation', async () => {
    for (const sslmode of ['prefer', 'require']) {
      const server = await startFakeServer({ tlsAnswer: 'SE', answers: [] });
      const error = await failureOf(
        pgDriver.connect(targetOf(`postgresql://scott:tiger@127.0.0.1:${server.port}/d?sslmode=${sslmode}`)),
      );
      expect(error.message).toContain('did not answer the request for TLS');
      server.close();
    }
  });

  test('prefer goes on in plain text where the server has no TLS, and is asked for a password there', async () => {
    const server = await startFakeServer({
      tlsAnswer: 'N',
      answers: [message(AUTHENTICATION, 3), message('E', 'SFATAL\0C28P01\0Mno\0\0')],
    });
    try {
      const error = await failureOf(pgDriver.connect(targetOf(`postgresql://scott:tiger@127.0.0.1:${server.port}/d`)));
      expect(error.code).toBe('28P01');
      expect(server.heard).toEqual(['p\0\0\0\x0atiger\0']);
    } finally {
      server.close();
    }
  });
});

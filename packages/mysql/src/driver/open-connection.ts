import type { ConnectOptions } from './connect-options.ts';
import type { Mysql2, RawConnection } from './mysql2-surface.ts';

/** Opens a connection of mysql2; with TLS if the server offers it, where the options leave that to the server. */
export async function openConnection(mysql2: Mysql2, options: ConnectOptions): Promise<RawConnection> {
  switch (options.tls.kind) {
    case 'off':
      return connect(mysql2, options.mysql2);
    case 'always':
      return connect(mysql2, { ...options.mysql2, ssl: options.tls.ssl });
    case 'if-offered':
      // mysql2 cannot ask first: it gives up when the server has no TLS, and then we come again.
      return connect(mysql2, { ...options.mysql2, ssl: options.tls.ssl }).catch((error: unknown) => {
        if ((error as { readonly code?: unknown }).code !== 'HANDSHAKE_NO_SSL_SUPPORT') throw error;
        return connect(mysql2, options.mysql2);
      });
  }
}

function connect(mysql2: Mysql2, options: object): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const connection = mysql2.createConnection(options);
    // Without a listener for its whole life, an idle connection that the server ends would end the process.
    connection.on('error', ignore);
    connection.connect((error) => {
      if (error === null) return resolve(connection);
      connection.stream.destroy();
      reject(error);
    });
  });
}

function ignore(): void {}

/** A gateway before the server that can go down and come up again: for the browser, the server restarts. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export class Gateway {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(target: string) {
    this.#target = new URL(target);
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Comes up, after the first time at the same address. */
  async up() {
    const { hostname, port, host } = this.#target;
    const server = createServer((asked, answer) => {
      const headers = { ...asked.headers, host };
      const passed = request({ hostname, port, method: asked.method, path: asked.url, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      answer.on('close', () => passed.destroy());
      asked.pipe(passed);
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((ready) => server.listen(this.#port, '127.0.0.1', ready));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Goes down; every connection breaks. */
  async down() {
    const server = this.#server;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
  }
}

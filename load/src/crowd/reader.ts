/**
 * Reads HTTP/1.1 answers off a keep-alive socket: status, head, body slice. No streams, no objects per header, so that
 * one core reads more answers than a server under test can give. Answers may come split over chunks or several in one.
 */

export interface Answer {
  readonly status: number;
  /** Status line and headers as they were sent, ending in CRLF. */
  readonly head: string;
  /** A view of the received bytes: copy it to keep it. */
  readonly body: Buffer;
  /** On the wire, status line and headers included. */
  readonly bytes: number;
}

const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;
/** More than any answer's headers: beyond it the other side speaks something else. */
const HEAD_BYTES_MAX = 16 * 1024;

export class AnswerReader {
  #rest: Buffer | null = null;
  /** Bytes of `#rest` without which it holds no whole answer; below that, looking is waste. */
  #needed = 0;

  /**
   * Takes what the socket gave and tells of each answer that is now whole.
   * @throws {SyntaxError} when the bytes are no HTTP/1.1 answer with a length: the socket is worth nothing any more.
   */
  push(chunk: Buffer, hear: (answer: Answer) => void): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    let at = 0;
    while (bytes.length - at >= this.#needed && at < bytes.length) {
      const headEnd = bytes.indexOf(HEAD_END, at, 'latin1');
      if (headEnd < 0) {
        if (bytes.length - at > HEAD_BYTES_MAX) throw new SyntaxError('the head of an answer does not end');
        this.#needed = 0;
        break;
      }
      const head = bytes.toString('latin1', at, headEnd + 2);
      const status = statusOf(head);
      const bodyAt = headEnd + HEAD_END.length;
      const end = bodyAt + bodyLength(head, status);
      this.#needed = end - at;
      if (end > bytes.length) break;
      this.#needed = 0;
      hear({ status, head, body: bytes.subarray(bodyAt, end), bytes: end - at });
      at = end;
    }
    if (at < bytes.length) this.#rest = at === 0 ? bytes : bytes.subarray(at);
  }
}

/** The value of a header, or null. Its name in any case. */
export function headerOf({ head }: Pick<Answer, 'head'>, name: string): string | null {
  return new RegExp(`\\r\\n${name}:[ \\t]*([^\\r]*)`, 'i').exec(head)?.[1]?.trimEnd() ?? null;
}

function statusOf(head: string): number {
  const status = head.startsWith('HTTP/1.') ? Number(head.slice(9, 12)) : Number.NaN;
  if (!(status >= 200 && status <= 599)) throw new SyntaxError('no HTTP/1.1 answer');
  return status;
}

function bodyLength(head: string, status: number): number {
  if (status === 204 || status === 304) return 0;
  const length = CONTENT_LENGTH.exec(head);
  // Chunked bodies would cost a parser: every answer the crowd asks for has a length.
  if (length === null) throw new SyntaxError('an answer without Content-Length');
  return Number(length[1]);
}

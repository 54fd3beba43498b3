import type { APIAttachment } from 'discord-api-types/v10';
import { snowflake } from './ids.ts';

/** A file a member attaches. Size, type and address can be made to lie. */
export interface Upload {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly contentType?: string;
  readonly size?: number;
  readonly url?: string;
}

interface StoredFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Files by path, served by the fake where Discord has its content network. */
export interface Files {
  keep(channelId: string, upload: Upload): APIAttachment;
  at(path: string): StoredFile | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
};

export function createFiles(origin: string): Files {
  const stored = new Map<string, StoredFile>();
  return {
    keep(channelId, { name, content, contentType, size, url }) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const type = contentType ?? TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      const id = snowflake();
      const path = `/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
      stored.set(path, { bytes, contentType: type });
      // Links to Discord's files are signed and expire; the query shows that here, too.
      const address = url ?? `${origin}${path}?ex=ffffffff&is=0&hm=0`;
      return {
        id,
        filename: name,
        size: size ?? bytes.length,
        url: address,
        proxy_url: address,
        content_type: type,
      };
    },
    at: (path) => stored.get(path),
  };
}

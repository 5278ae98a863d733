import type { KeyObject } from 'node:crypto';

/** What a checkpoint states: that the record `seq` of `chain` has this hash. */
export interface Statement {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export type Sign = (statement: Statement) => Promise<string>;

export interface SigningKey {
  readonly id: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
}

/** Signs statements as a compact JWS. */
export function createSign({ id, privateKey }: SigningKey): Sign {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('Audit checkpoints are signed with an Ed25519 key.');
  return async ({ chain, seq, hash }) => {
    const jose = await import('jose');
    const payload = new TextEncoder().encode(JSON.stringify({ chain, seq, hash }));
    return new jose.CompactSign(payload).setProtectedHeader({ alg: 'Ed25519', kid: id, typ: 'causeway-checkpoint' }).sign(privateKey);
  };
}

/** The statement in a signature. Undefined when the key did not make it. */
export async function openSignature(signature: string, publicKey: KeyObject): Promise<Statement | undefined> {
  const jose = await import('jose');
  try {
    const { payload, protectedHeader } = await jose.compactVerify(signature, publicKey, { algorithms: ['Ed25519', 'EdDSA'] });
    if (protectedHeader.typ !== 'causeway-checkpoint') return undefined;
    return JSON.parse(new TextDecoder().decode(payload)) as Statement;
  } catch {
    return undefined;
  }
}

import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** The key pair of JWT bearer. */
export interface Keys {
  /** PKCS #8 PEM. Throws a `RangeError` when the public key came from outside. */
  readonly privatePem: string;
  readonly publicKey: KeyObject;
}

/** Making a pair takes a while, so it waits until somebody asks. */
export function createKeys(publicPem?: string): Keys {
  let pair: { readonly privatePem?: string; readonly publicKey: KeyObject } | undefined;
  const get = () => (pair ??= publicPem === undefined ? generate() : { publicKey: createPublicKey(publicPem) });
  return {
    get privatePem() {
      const { privatePem } = get();
      if (privatePem === undefined) throw new RangeError('the public key was given; only its owner has the private key');
      return privatePem;
    },
    get publicKey() {
      return get().publicKey;
    },
  };
}

function generate(): { readonly privatePem: string; readonly publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey };
}

/** A key that nobody else has: 128 random bits. Unlike `crypto.randomUUID` it is there on plain HTTP as well. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

// The package's own types import their neighbours without a file ending, which Node's module resolution does not
// allow; these say the little that is used here.

declare module 'opencc-js/t2cn' {
  export function Converter(options: { from: 'twp' | 'hk'; to: 'cn' }): (text: string) => string;
}

declare module 'opencc-js/cn2t' {
  export function Converter(options: { from: 'cn'; to: 'hk' }): (text: string) => string;
}

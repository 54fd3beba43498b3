// The package's own types import their neighbours without a file ending, which Node's module resolution does not
// allow; these say the little that is used here.

declare module 'opencc-js/t2cn' {
  export function Converter(options: { from: 'twp' | 'hk'; to: 'cn' }): (text: string) => string;
}

declare module 'opencc-js/core' {
  /** Each group of dictionaries is gone through in turn. */
  export function ConverterFactory(...groups: readonly (readonly string[])[]): (text: string) => string;
}

declare module 'opencc-js/dict/STCharacters' {
  const dictionary: string;
  export default dictionary;
}

declare module 'opencc-js/dict/HKVariants' {
  const dictionary: string;
  export default dictionary;
}

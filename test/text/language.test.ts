import { describe, expect, test } from 'vitest';
import { languageOf, type Language } from '../../src/text/language.ts';

describe('languageOf', () => {
  test.each<[string, Language]>([
    ['累计捐了多少钱', 'zh-Hans'],
    ['2019年引进了几家企业？', 'zh-Hans'],
    ['累計捐了多少錢', 'zh-Hant'],
    ['2019年引進了幾家企業？', 'zh-Hant'],
    ['捐咗幾多錢', 'zh-Hant'],
    ['有冇超过一亿', 'zh-Hant'],
    ['請問 coverage 是多少', 'zh-Hant'],
    ['请问 4G coverage 是多少', 'zh-Hans'],
    ['How many villages were lifted out of poverty?', 'en'],
    ['duoshao qian', 'en'],
    ['98%', 'en'],
    ['what is 16億?', 'en'],
    ['Did the network funds exceed 1.53 亿元?', 'en'],
    ['16億', 'zh-Hant'],
    ['16億元是什麼', 'zh-Hant'],
    ['', 'en'],
    ['😀', 'en'],
  ])('of “%s” is %s', (question, language) => {
    expect(languageOf(question)).toBe(language);
  });

  test('follows the script that more of the characters belong to', () => {
    expect(languageOf('請問幫扶的貧困縣有几個')).toBe('zh-Hant');
    expect(languageOf('请问帮扶的贫困縣有几个')).toBe('zh-Hans');
  });

  test('takes the fallback where the characters belong to both scripts', () => {
    expect(languageOf('人口有多少')).toBe('zh-Hans');
    expect(languageOf('人口有多少', 'zh-Hant')).toBe('zh-Hant');
    expect(languageOf('人口有多少', 'zh-Hans')).toBe('zh-Hans');
  });

  test('answers a Chinese question in Chinese even where the fallback is English', () => {
    expect(languageOf('人口有多少', 'en')).toBe('zh-Hans');
  });

  test('the fallback does not override what the characters say', () => {
    expect(languageOf('累计捐了多少钱', 'zh-Hant')).toBe('zh-Hans');
    expect(languageOf('累計捐了多少錢', 'zh-Hans')).toBe('zh-Hant');
    expect(languageOf('how many', 'zh-Hant')).toBe('en');
  });

  test('「」 around characters of both scripts mean Traditional', () => {
    expect(languageOf('「人口」有多少')).toBe('zh-Hant');
    expect(languageOf('“人口”有多少')).toBe('zh-Hans');
  });
});

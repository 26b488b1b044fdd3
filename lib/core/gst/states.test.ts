import { describe, expect, it } from 'vitest';
import { findState, GST_STATES, stateByCode } from './states';

describe('GST states', () => {
  it('are 36 states and territories and the other territory, each code once', () => {
    expect(GST_STATES).toHaveLength(37);
    expect(new Set(GST_STATES.map(({ code }) => code)).size).toBe(37);
  });

  it('levy UTGST where there is no legislature, and SGST in Delhi, Puducherry and Jammu and Kashmir', () => {
    const territories = GST_STATES.filter(({ isUnionTerritory }) => isUnionTerritory).map(({ code }) => code);
    expect(territories).toEqual(['04', '26', '31', '35', '38', '97']);
  });

  it.each([
    ['29', '29'],
    ['7', '07'],
    ['Karnataka', '29'],
    ['  karnataka ', '29'],
    ['KA', '29'],
    ['IN-KA', '29'],
    ['in-ka', '29'],
    ['Tamil Nadu', '33'],
    ['TAMILNADU', '33'],
    ['Jammu & Kashmir', '01'],
    ['Orissa', '21'],
    ['NCT of Delhi', '07'],
    ['Daman and Diu', '26'],
    ['IN-UT', '05'],
    ['Andaman & Nicobar', '35'],
  ])('%j is found as %s', (text, code) => {
    expect(findState(text)?.code).toBe(code);
  });

  it.each(['', 'Atlantis', '00', '99', 'California', '123'])('%j is none', (text) => {
    expect(findState(text)).toBeNull();
  });

  it('leads old codes to their successors', () => {
    expect(stateByCode('25')?.code).toBe('26');
    expect(stateByCode('28')?.code).toBe('37');
  });
});

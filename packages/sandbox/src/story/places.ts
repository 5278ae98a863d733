import type { Address, Currency } from './company.ts';
import { parseTable } from './table.ts';

/** A town with what belongs to it: currency, dialling code, the sales team that looks after it, and how its people are called. */
export interface Place {
  readonly city: string;
  readonly state?: string;
  readonly postalCode: string;
  readonly country: string;
  readonly countryCode: string;
  readonly currency: Currency;
  readonly dial: string;
  readonly team: 'sales-emea' | 'sales-americas';
  readonly people: People;
  readonly streets: readonly string[];
}

export type People = 'english' | 'german' | 'nordic' | 'dutch' | 'romance' | 'slavic' | 'american';

const table = `
key | city | state | postalCode | country | countryCode | currency | dial | people
bristol    | Bristol            | Avon             | BS1 4ST    | United Kingdom | GB | GBP | +44 117 | english
leeds      | Leeds              | West Yorkshire   | LS1 5QS    | United Kingdom | GB | GBP | +44 113 | english
london     | London             |                  | N1 9GU     | United Kingdom | GB | GBP | +44 20  | english
hereford   | Hereford           | Herefordshire    | HR4 0EH    | United Kingdom | GB | GBP | +44 1432| english
edinburgh  | Edinburgh          | Scotland         | EH3 9DR    | United Kingdom | GB | GBP | +44 131 | english
cork       | Cork               | County Cork      | T12 W8KP   | Ireland        | IE | EUR | +353 21 | english
dublin     | Dublin             | Leinster         | D02 X285   | Ireland        | IE | EUR | +353 1  | english
hamburg    | Hamburg            |                  | 20457      | Germany        | DE | EUR | +49 40  | german
leipzig    | Leipzig            | Sachsen          | 04109      | Germany        | DE | EUR | +49 341 | german
munich     | München            | Bayern           | 80331      | Germany        | DE | EUR | +49 89  | german
innsbruck  | Innsbruck          | Tirol            | 6020       | Austria        | AT | EUR | +43 512 | german
basel      | Basel              |                  | 4051       | Switzerland    | CH | EUR | +41 61  | german
zurich     | Zürich             |                  | 8005       | Switzerland    | CH | EUR | +41 44  | german
gothenburg | Göteborg           |                  | 411 04     | Sweden         | SE | EUR | +46 31  | nordic
malmo      | Malmö              |                  | 211 19     | Sweden         | SE | EUR | +46 40  | nordic
bergen     | Bergen             |                  | 5003       | Norway         | NO | EUR | +47 55  | nordic
copenhagen | København          |                  | 1620       | Denmark        | DK | EUR | +45 33  | nordic
helsinki   | Helsinki           |                  | 00180      | Finland        | FI | EUR | +358 9  | nordic
rotterdam  | Rotterdam          | Zuid-Holland     | 3011 TA    | Netherlands    | NL | EUR | +31 10  | dutch
utrecht    | Utrecht            |                  | 3511 EV    | Netherlands    | NL | EUR | +31 30  | dutch
bologna    | Bologna            | BO               | 40121      | Italy          | IT | EUR | +39 051 | romance
turin      | Torino             | TO               | 10121      | Italy          | IT | EUR | +39 011 | romance
lyon       | Lyon               |                  | 69002      | France         | FR | EUR | +33 4   | romance
valencia   | Valencia           |                  | 46002      | Spain          | ES | EUR | +34 96  | romance
monterrey  | Monterrey          | Nuevo León       | 64000      | Mexico         | MX | USD | +52 81  | romance
brno       | Brno               |                  | 602 00     | Czechia        | CZ | EUR | +420 54 | slavic
warsaw     | Warszawa           |                  | 00-124     | Poland         | PL | EUR | +48 22  | slavic
fresno     | Fresno             | CA               | 93721      | United States  | US | USD | +1 559  | american
sandiego   | San Diego          | CA               | 92101      | United States  | US | USD | +1 619  | american
portland   | Portland           | OR               | 97204      | United States  | US | USD | +1 503  | american
denver     | Denver             | CO               | 80202      | United States  | US | USD | +1 303  | american
madison    | Madison            | WI               | 53703      | United States  | US | USD | +1 608  | american
topeka     | Topeka             | KS               | 66603      | United States  | US | USD | +1 785  | american
chicago    | Chicago            | IL               | 60607      | United States  | US | USD | +1 312  | american
baltimore  | Baltimore          | MD               | 21202      | United States  | US | USD | +1 410  | american
norfolk    | Norfolk            | VA               | 23510      | United States  | US | USD | +1 757  | american
hershey    | Hershey            | PA               | 17033      | United States  | US | USD | +1 717  | american
newyork    | New York           | NY               | 10001      | United States  | US | USD | +1 212  | american
newark     | Newark             | NJ               | 07102      | United States  | US | USD | +1 973  | american
atlanta    | Atlanta            | GA               | 30303      | United States  | US | USD | +1 404  | american
toronto    | Toronto            | ON               | M5V 2T6    | Canada         | CA | USD | +1 416  | american
`;

const streets: Readonly<Record<People, readonly string[]>> = {
  english: ['Mill Lane', 'Station Road', 'Quay Street', 'Foundry Way'],
  german: ['Hafenstraße', 'Industrieweg', 'Am Güterbahnhof', 'Lindenallee'],
  nordic: ['Hamngatan', 'Fabriksvägen', 'Strandgatan'],
  dutch: ['Havenweg', 'Kanaalstraat', 'Fabriekslaan'],
  romance: ['Via Emilia', 'Rue des Tanneurs', 'Calle del Puerto'],
  slavic: ['Fabryczna', 'Nádražní', 'Portowa'],
  american: ['Industrial Parkway', 'Market Street', 'Railroad Avenue', 'Orchard Drive'],
};

const americas: ReadonlySet<string> = new Set(['US', 'CA', 'MX']);

const places: ReadonlyMap<string, Place> = new Map(parseTable(table).map((row) => [row['key'] ?? '', toPlace(row)]));

function toPlace(row: Readonly<Record<string, string>>): Place {
  const { city = '', state, postalCode = '', country = '', countryCode = '', dial = '' } = row;
  const people = row['people'] as People;
  return {
    city,
    ...(state && { state }),
    postalCode,
    country,
    countryCode,
    dial,
    people,
    currency: row['currency'] as Currency,
    team: americas.has(countryCode) ? 'sales-americas' : 'sales-emea',
    streets: streets[people],
  };
}

/** By key, as the company table names it. */
export function place(key: string): Place {
  const found = places.get(key);
  if (!found) throw new Error(`the story knows no place ${key}`);
  return found;
}

export function address(at: Place, street: string, house: number): Address {
  const { city, state, postalCode, country, countryCode } = at;
  const line = at.people === 'english' || at.people === 'american' ? `${house} ${street}` : `${street} ${house}`;
  return { street: line, city, ...(state && { state }), postalCode, country, countryCode };
}

import type { People } from './places.ts';

/** First and last names, by where people live. Accents and apostrophes are on purpose. */
export const names: Readonly<Record<People, { readonly first: readonly string[]; readonly last: readonly string[] }>> = {
  english: pool(
    'Claire Oliver Amelia Harry Imogen Rhys Niamh Callum Saoirse Declan Fiona Gareth Heather Ewan Bridget Nigel Aisha Rohan Zara Tariq Eleanor Duncan',
    "Hughes Pritchard O'Brien Whitaker Macleod Doyle Ashworth Penrose Kaur Ellery Hartley Byrne D'Arcy Fitzgerald Lockwood Ramsay Sinclair Thorne Patel Nolan Carew Winslow",
  ),
  german: pool(
    'Anja Bernd Claudia Dieter Elif Florian Greta Heiko Ines Jürgen Katrin Lars Monika Norbert Petra Rainer Sabine Thorsten Ulrike Volker Yasemin Jörg',
    'Schröder Baumann Köhler Vogt Lindemann Aydın Brandl Eichhorn Fuchs Günther Hoffmann Jäger Kessler Lehmann Neumann Oswald Pfeiffer Reuter Stadler Trautmann Wimmer Zeller',
  ),
  nordic: pool(
    'Astrid Björn Eira Frida Gustav Håkon Ingrid Jens Kaisa Lovisa Mikkel Nils Oda Pernille Rasmus Sanna Torben Ylva Søren Aino',
    'Andersson Bergström Dahl Eriksen Fjeldstad Grönlund Haugen Isaksson Jørgensen Korhonen Lund Moberg Nygård Öberg Rask Sandvik Thorsen Virtanen Wikström Ågren',
  ),
  dutch: pool(
    'Anouk Bram Daan Els Femke Gijs Hanneke Joost Kees Lotte Maarten Noor Pieter Roos Sander Tess Willem Yara',
    'Bakker Dekker Hendriks Jansen Kuiper Mulder Postma Smit Visser Vermeulen Willems Zandstra Hoekstra Kramer Peeters Verhoeven Boersma Dijkstra',
  ),
  romance: pool(
    'Alessandra Bruno Camille Diego Élodie Federico Giulia Hugo Inés Jacques Lucía Matteo Noémie Pablo Raffaella Santiago Chiara Thierry Valeria Ximena',
    'Ricci Moreau Fernández Bianchi Lefèvre Gómez Conti Dubois Núñez Esposito Girard Ibáñez Ferri Laurent Peña Romano Rousseau Torres Vitale Garza',
  ),
  slavic: pool(
    'Agnieszka Bartosz Dagmar František Grażyna Hana Igor Jana Kamil Lenka Małgorzata Ondřej Paweł Radka Stanisław Tereza Václav Zofia',
    'Nowak Dvořák Wiśniewski Procházka Kamiński Novotná Lewandowski Svoboda Wójcik Kučera Szymański Černý Mazur Veselý Krawczyk Horák Pawlak Beneš',
  ),
  american: pool(
    'Aaliyah Brandon Carmen Derek Elena Frank Gloria Hector Isabel Jamal Keisha Logan Miguel Natalie Omar Paige Quinn Rosa Sheldon Tanya Wesley Yolanda',
    'Alvarez Bennett Castillo Dawson Ellison Freeman Greene Hawkins Ingram Jefferson Kim Lawson Mitchell Nguyen Ortega Price Reyes Shah Tucker Vaughn Washington Yoder',
  ),
};

function pool(first: string, last: string): { readonly first: readonly string[]; readonly last: readonly string[] } {
  return { first: first.split(' '), last: last.split(' ') };
}

/** What people do at a packaging customer, in falling seniority. */
export const jobs: readonly { readonly title: string; readonly department: string }[] = [
  { title: 'Chief Operating Officer', department: 'Management' },
  { title: 'Plant Director', department: 'Production' },
  { title: 'Head of Procurement', department: 'Procurement' },
  { title: 'Technical Manager', department: 'Engineering' },
  { title: 'Packaging Engineer', department: 'Engineering' },
  { title: 'Maintenance Supervisor', department: 'Maintenance' },
  { title: 'Line Manager', department: 'Production' },
  { title: 'Quality Manager', department: 'Quality' },
  { title: 'Purchasing Specialist', department: 'Procurement' },
  { title: 'Accounts Payable Clerk', department: 'Finance' },
];

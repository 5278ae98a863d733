/**
 * The companies of the demo, as Salesforce knows them. The last two columns say how HubSpot's name and domain differ;
 * `-` in the name of a system means that the company is not in it.
 */
export const companyTable = `
key          | name                        | domain                     | city       | industry      | employees | type            | HubSpot name               | HubSpot domain
brightwater  | Brightwater Dairy Ltd       | brightwaterdairy.example   | bristol    | dairy         | 640       | customer        | Brightwater Dairy          |
kestrel      | Kestrel Foods GmbH          | kestrel-foods.example      | hamburg    | bakery        | 2100      | customer        | Kestrel Food Group         | kestrelfoods.example
norrfjord    | Norrfjord Bryggeri AB       | norrfjord.example          | gothenburg | brewery       | 310       | customer        | Norrfjord Brewery          |
solano       | Solano Produce Inc.         | solanoproduce.example      | fresno     | produce       | 880       | customer        | Solano Produce             |
marchetti    | Marchetti Confetteria S.p.A.| marchetti.example          | bologna    | confectionery | 420       | customer        |                            |
halvorsen    | Halvorsen Fjordfisk AS      | halvorsen.example          | bergen     | produce       | 150       | customer        |                            |
oakhaven     | Oakhaven Creamery           | oakhavencreamery.example   | madison    | dairy         | 95        | customer        | Oak Haven Creamery         | oakhaven.example
lumiere      | Lumière Cosmétiques SA      | lumiere.example            | lyon       | cosmetics     | 540       | customer        | Lumiere Cosmetiques        |
vandermeer   | Van der Meer Logistics B.V. | vandermeer.example         | rotterdam  | logistics     | 1300      | customer        |                            |
silverpine   | Silver Pine Brewing Co.     | silverpinebrewing.example  | portland   | brewery       | 74        | customer        |                            | silverpine.example
obrien       | O'Brien & Sons Bakery       | obriensbakery.example      | cork       | bakery        | 60        | customer        | O'Brien and Sons           |
zelenka      | Zelenka Pharma a.s.         | zelenka.example            | brno       | pharma        | 970       | customer        |                            |
monteluz     | Bodegas Monteluz            | monteluz.example           | valencia   | beverages     | 210       | customer        |                            |
harborside   | Harborside Bottling LLC     | harborsidebottling.example | baltimore  | beverages     | 390       | customer        | Harborside Bottling        |
greenacre    | Greenacre Organics          | greenacre.example          | leeds      | produce       | 130       | prospect        |                            |
tidewater    | Tidewater Beverages         | tidewater.example          | norfolk    | beverages     | 720       | customer        |                            |
krause       | Bäckerei Krause KG          | baeckerei-krause.example   | leipzig    | bakery        | 230       | customer        | Baeckerei Krause           |
alpenmilch   | Alpenmilch eG               | alpenmilch.example         | innsbruck  | dairy         | 510       | customer        |                            |
aurora       | Aurora Skincare             | auroraskin.example         | helsinki   | cosmetics     | 85        | prospect        |                            |
bluestem     | Bluestem Grain & Mill       | bluestem.example           | topeka     | bakery        | 160       | prospect        |                            |
castellan    | Castellan Spirits plc       | castellan.example          | edinburgh  | beverages     | 1450      | customer        | Castellan Spirits          | castellanspirits.example
delmar       | Del Mar Citrus              | delmarcitrus.example       | sandiego   | produce       | 340       | customer        |                            |
eisenhart    | Eisenhart Brauerei GmbH     | eisenhart.example          | munich     | brewery       | 270       | former-customer |                            |
fairmont     | Fairmont Chocolate Works    | fairmontchocolate.example  | hershey    | confectionery | 190       | prospect        |                            |
gallagher    | Gallagher Cold Chain        | gallaghercc.example        | chicago    | logistics     | 2600      | customer        |                            |
hirose       | Hirose Beauty USA           | hirose.example             | newyork    | cosmetics     | 410       | prospect        |                            |
ibarra       | Lácteos Ibarra S.A.         | ibarra.example             | monterrey  | dairy         | 760       | customer        | Lacteos Ibarra             |
jansen       | Jansen Brood B.V.           | jansenbrood.example        | utrecht    | bakery        | 320       | customer        |                            |
kilmore      | Kilmore Farms               | kilmore.example            | cork       | dairy         | 45        | prospect        |                            |
lindgren     | Lindgren Godis AB           | lindgren.example           | malmo      | confectionery | 175       | prospect        |                            |
maplecrest   | Maplecrest Foods            | maplecrest.example         | toronto    | produce       | 620       | customer        |                            |
novacare     | NovaCare Laboratories       | novacare.example           | basel      | pharma        | 3400      | customer        | NovaCare Labs              |
orchardlane  | Orchard Lane Cider          | orchardlane.example        | hereford   | beverages     | 58        | former-customer |                            |
pellegrini   | Pellegrini Pasticceria      | pellegrini.example         | turin      | bakery        | 140       | prospect        |                            |
quintero     | Quintero Frozen Fruit       | quintero.example           | sandiego   | produce       | 260       | prospect        |                            |
redwater     | Redwater Brewing            | redwaterbrewing.example    | denver     | brewery       | 120       | customer        |                            |
sanderling   | Sanderling Pharmaceuticals  | sanderling.example         | dublin     | pharma        | 1900      | prospect        |                            |
tamarind     | Tamarind Tea Company        | tamarindtea.example        | london     | beverages     | 88        | customer        | Tamarind Tea Co            |
ulmer        | Ulmer Molkerei GmbH         | ulmer-molkerei.example     | munich     | dairy         | 480       | customer        |                            | ulmer.example
verdant      | Verdant Botanicals          | verdant.example            | portland   | cosmetics     | 66        | prospect        |                            |
westerholm   | Westerholm Bryggeri         | westerholm.example         | copenhagen | brewery       | 205       | prospect        |                            |
yarrow       | Yarrow & Vale Confections   | yarrowvale.example         | leeds      | confectionery | 112       | customer        |                            |
zimmer       | Zimmer Tiefkühl AG          | zimmer.example             | zurich     | logistics     | 590       | prospect        | Zimmer Tiefkuehl           |
arbour       | Arbour Hill Distillers      | arbourhill.example         | dublin     | beverages     | 77        | prospect        |                            |
bellweather  | Bellweather Snacks          | bellweather.example        | atlanta    | bakery        | 830       | customer        |                            |
corvus       | Corvus Cold Storage         | corvus.example             | warsaw     | logistics     | 450       | customer        |                            |
dunmore      | Dunmore Fresh               | dunmore.example            | cork       | produce       | 90        | former-customer |                            |
estrella     | Cervecería Estrella Sur     | estrellasur.example        | valencia   | brewery       | 350       | customer        | Cerveceria Estrella Sur    |
foxglove     | Foxglove Apothecary         | foxglove.example           | bristol    | cosmetics     | 34        | prospect        |                            |
grantham     | Grantham Generics           | grantham.example           | newark     | pharma        | 1150      | customer        |                            |
highplains   | High Plains Milling         | highplains.example         | denver     | bakery        | 180       | prospect        |                            |
islington    | Islington Gin Works         | islingtongin.example       | london     | beverages     | 29        | prospect        |                            |
juniper      | Juniper Ridge Dairy         | juniperridge.example       | madison    | dairy         | 240       | customer        |                            |
kowalski     | Piekarnia Kowalski Sp. z o.o.| kowalski.example          | warsaw     | bakery        | 115       | prospect        | Piekarnia Kowalski         |
lakeshore    | Lakeshore Bottlers          | lakeshore.example          | chicago    | beverages     | 510       | customer        |                            |
meridian     | Meridian Packaging Partners | meridianpack.example       | rotterdam  | logistics     | 70        | partner         |                            |
northgate    | Northgate Distribution      | northgate.example          | newark     | logistics     | 1020      | partner         |                            |
petersen     | Petersen Mejeri A/S         | petersen.example           | copenhagen | dairy         | 430       | customer        |                            |
kestrel-uk   | Kestrel Foods UK Ltd        | kestrel-foods.example      | london     | bakery        | 340       | customer        | Kestrel Foods (UK)         | kestrelfoods.example
brighthill   | Bright Hill Dairy           | brighthill.example         | bristol    | dairy         | 52        | prospect        |                            |
rosewood     | Rosewood Confectioners      | rosewood.example           | toronto    | confectionery | 98        | customer        | -                          |
stonebridge  | Stonebridge Ales            | stonebridge.example        | leeds      | brewery       | 41        | former-customer | -                          |
trident      | Trident Reefer Lines        | trident.example            | rotterdam  | logistics     | 770       | customer        | -                          |
wildflower   | -                           |                            | portland   | cosmetics     | 22        | prospect        | Wildflower Soap Collective | wildflowersoap.example
umbra        | -                           |                            | turin      | beverages     | 37        | prospect        | Umbra Tonic Waters         | umbratonic.example
saltmarsh    | -                           |                            | norfolk    | produce       | 48        | prospect        | Saltmarsh Oyster Farms     | saltmarsh.example
`;

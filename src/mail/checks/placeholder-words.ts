const words = (text: string) => new Set(text.trim().split(/\s+/));

/**
 * What templates ask for, in English, German, French, Spanish, Dutch, Italian, Portuguese, Swedish, Polish, Turkish, Russian,
 * Ukrainian, Greek, Arabic and Hebrew.
 */
const fields = words(`
  name firstname lastname surname fullname forename username company companyname date address street phone telephone
  email amount price city zip postcode salutation signature placeholder deadline discount recipient
  vorname nachname firma firmenname unternehmen datum uhrzeit adresse anschrift telefonnummer betrag preis anrede
  nom prénom prenom entreprise société societe montant prix
  nombre apellido apellidos empresa fecha dirección direccion teléfono telefono importe precio
  naam voornaam achternaam bedrijf bedrijfsnaam adres telefoonnummer bedrag prijs aanhef
  nome cognome azienda società indirizzo telefono importo prezzo
  sobrenome empresa endereço endereco preço preco valor
  namn förnamn efternamn företag företagsnamn belopp pris adress
  imię imie nazwisko firmy adres kwota cena telefonu
  adı adınız soyadı soyadınız ad soyad tarih telefonunuz adresi tutar fiyat
  имя фамилия отчество компания компании дата адрес телефон сумма цена
  ім прізвище компанія адреса ціна
  όνομα επώνυμο εταιρεία ημερομηνία διεύθυνση τηλέφωνο ποσό τιμή
  اسم الاسم اسمك التاريخ تاريخ الشركة العنوان عنوان الهاتف المبلغ السعر
  שם השם תאריך חברה החברה כתובת טלפון סכום מחיר`);

/** The same in Chinese, Japanese and Korean, where it may be any part of a word. */
const fieldsInside =
  /姓名|名字|称呼|日期|地址|电话|電話|金额|金額|价格|價格|公司名|お名前|氏名|会社名|日付|住所|価格|이름|성함|날짜|주소|전화번호|금액|가격|회사명/;

/** Asked for only where they are all there is: they are words of headings and of tags as well. */
const loneFields = words(`
  time day month year country number product service title position customer client contact link url website
  project topic sender quantity location industry kunde kundenname produkt ort ville client ciudad cliente stad klant
  text here xxx tbd todo insert`);

/** Words that speak to the writer. */
const orders =
  /^(?:your|insert|enter|fill in|add|choose|select|ihre?|dein|eingeben|votre|insérer|su|tu|insertar|uw|jouw|invullen)\s/i;

/** What an editor adds to a quotation: `[sic]`, `[the company]`, `[name withheld]`. */
const editorial =
  /^(?:the|a|an|our|their|his|her|its|my|this|that|these|those|der|die|das|le|la|el|de|het)\s|\b(?:sic|emphasis|added|redacted|removed|withheld|omitted|not|translated|image|cid|inline)\b/i;

/** Whether what stands in brackets names something to be filled in. */
export function asksForWords(content: string): boolean {
  const text = content.trim();
  if (/[@:=#]|^www\.|^[\d\W]*$/i.test(text) && !/[\p{L}]/u.test(text.replace(/[@:=#].*/, ''))) return false;
  if (/[@#]|:\/\/|^www\.|^\w+:/i.test(text) || editorial.test(text)) return false;
  if (/^\p{L}+(?:_\p{L}+)+$/u.test(text)) return true;
  const found = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  if (found.length === 0 || found.length > 5) return false;
  if (found.length === 1 && loneFields.has(found[0])) return true;
  if (orders.test(text) || (text.length <= 12 && fieldsInside.test(text))) return true;
  return found.length <= 4 && found.some((word) => fields.has(word));
}

/** Fields of templates that are nothing else wherever they stand: of Handlebars and its kind, of Mailchimp. */
export const templateFields: readonly RegExp[] = [/\{\{[^{}]{0,80}\}\}/g, /\*\|[A-Z0-9_:]{2,40}\|\*/g];

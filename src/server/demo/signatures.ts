/** As the mail policy leaves them, so that saving them again changes nothing. */
export const organizationSignature =
  '<div><b>Acme Roofing</b></div><div>14 Gable Way, Springfield</div><div><a href="tel:+15135550100">+1 513-555-0100</a> · <a href="https://acme-roofing.example/">acme-roofing.example</a></div>';

export const repSignature =
  '<div><b>Kara Danvers</b></div><div>Customer care, Acme Roofing</div><div>Direct line: <a href="tel:+15135550117">+1 513-555-0117</a></div>';

const providers = new Set(
  `aim.com aol.com bigpond.com bluewin.ch bol.com.br btinternet.com chello.at comcast.net cox.net fastmail.com free.fr
  freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hetnet.nl hey.com hotmail.co.uk hotmail.com
  hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.nl hushmail.com icloud.com inbox.ru kpnmail.nl laposte.net libero.it
  live.com live.co.uk live.fr live.nl mac.com mail.com mail.ru mailbox.org me.com msn.com naver.com orange.fr outlook.com
  outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.com qq.com rocketmail.com sbcglobal.net sfr.fr
  t-online.de telefonica.net terra.es tuta.com tutanota.com uol.com.br verizon.net virgilio.it wanadoo.fr web.de xs4all.nl
  yahoo.ca yahoo.co.uk yahoo.com yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com zoho.com
  163.com 126.com ziggo.nl`
    .trim()
    .split(/\s+/),
);

/** Whether anybody can have an address there, so that it says nothing about whose customer somebody is. */
export const isMailProvider = (domain: string) => providers.has(domain);

const words = (text: string) => text.trim().split(/\s+/);

/** Of those that are at home in many countries, where: `yahoo.com.au`. */
const national = Object.entries({
  gmx: 'at ch co.uk com de es eu fr net us',
  hotmail: `be ca ch cl co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au com.br com.hk com.tr com.tw
    com.vn cz de dk es fi fr gr hu it lt lv my nl no ph rs ru se sg sk`,
  live: 'at be ca cl cn co.kr co.uk co.za com com.ar com.au com.mx com.my com.ph com.pt com.sg de dk fi fr hk ie in it jp nl no ru se',
  outlook: `at be cl co.id co.il co.nz co.th com com.ar com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr hu ie in it
    jp kr lv my ph pt sa sg sk`,
  yahoo: `ae at be ca ch cl cn co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com com.ar com.au com.br com.cn com.co
    com.hk com.mx com.my com.pe com.ph com.sg com.tr com.tw com.ua com.ve com.vn cz de dk es fi fr gr hu ie in it nl no pl pt
    ro ru se`,
  yandex: 'by com com.tr kz ru ua',
});

const providers = new Set([
  ...national.flatMap(([name, suffixes]) => words(suffixes).map((suffix) => `${name}.${suffix}`)),
  ...words(`
    126.com 139.com 163.com 189.cn abv.bg aim.com alice.it aliceadsl.fr aliyun.com ameritech.net aol.co.uk aol.com aol.de
    aon.at arcor.de att.net azet.sk bbox.fr bell.net bellsouth.net bigpond.com bigpond.net.au biglobe.ne.jp bk.ru
    blueyonder.co.uk bluewin.ch bol.com.br btinternet.com btopenworld.com casema.nl centrum.cz centrum.sk centurylink.net
    charter.net chello.at chello.nl club-internet.fr comcast.net comhem.se cox.net daum.net docomo.ne.jp earthlink.net
    eircom.net email.cz email.de email.it embarqmail.com ezweb.ne.jp fastmail.com fastmail.fm fastwebnet.it foxmail.com free.fr
    freemail.hu freenet.de frontier.com frontiernet.net gazeta.pl globo.com gmail.com googlemail.com hanmail.net hetnet.nl
    hey.com hinet.net hispeed.ch home.nl hushmail.com i.softbank.jp i.ua icloud.com ig.com.br iinet.net.au inbox.lv inbox.ru
    interia.eu interia.pl internet.ru inwind.it iol.it juno.com kpnmail.nl laposte.net libero.it list.ru mac.com mail.bg
    mail.com mail.de mail.dk mail.ee mail.ru mailbox.org me.com meta.ua mindspring.com movistar.es msn.com mweb.co.za nate.com
    naver.com netscape.net netvigator.com netzero.net neuf.fr nifty.com ntlworld.com numericable.fr o2.pl oi.com.br onet.eu
    onet.pl online.no ono.com op.pl optimum.net optonline.net optusnet.com.au orange.fr otenet.gr pacbell.net planet.nl pm.me
    poczta.onet.pl post.cz posteo.de prodigy.net proton.me protonmail.ch protonmail.com proximus.be qq.com quicknet.nl
    rambler.ru rediffmail.com rocketmail.com rogers.com runbox.com sapo.pt sbcglobal.net scarlet.be seznam.cz sfr.fr shaw.ca
    sina.cn sina.com singnet.com.sg siol.net sky.com skynet.be softbank.ne.jp sohu.com suddenlink.net swbell.net sympatico.ca
    t-online.de talktalk.net tele2.nl telefonica.net telenet.be telfort.nl telia.com telus.net terra.com.br terra.es tin.it
    tiscali.co.uk tiscali.it tlen.pl tpg.com.au tuta.com tuta.io tutamail.com tutanota.com tutanota.de twc.com ukr.net
    uol.com.br upcmail.nl verizon.net videotron.ca virgilio.it virgin.net virginmedia.com vodafone.de voila.fr volny.cz vp.pl
    wanadoo.fr web.de webmail.co.za westnet.com.au windowslive.com windstream.net wp.pl xs4all.nl xtra.co.nz ya.ru yeah.net
    ymail.com ziggo.nl zoho.com zonnet.nl zoznam.sk`),
]);

/** Whether anybody can have an address there, so that it says nothing about whose customer somebody is. */
export const isMailProvider = (domain: string) => providers.has(domain);

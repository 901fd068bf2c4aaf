/** First names that are called by another one that is no beginning of theirs; each line is one circle of names. */
const circles = `
  michael mike mick mickey mikey micha
  robert rob bob bobby robbie
  william will bill billy willy
  richard rick dick ricky richie
  edward ed eddie ted ned
  theodore ted teddy theo
  james jim jimmy jamie
  john jack johnny jon jonathan
  joseph joe joey jo
  joanna joanne johanna jo hanna
  josephine jo josie
  charles charlie chuck chas
  henry harry hank hal
  anthony tony
  antonio tony toni toño
  anton toni
  andrew andy drew
  andreas andi andy
  steven stephen steve stefan
  david dave
  daniel danny dani
  thomas tom tommy
  timothy tim timmy
  matthew matt matty
  nicholas nick nico nicolas nikolaus niko
  lawrence larry laurence
  gerald jerry gerry
  samuel sam sammy
  samantha sam
  benjamin ben benny
  kenneth ken kenny
  ronald ron ronnie
  donald don donnie
  patrick pat paddy
  patricia pat patty tricia trish
  peter pete
  gregory greg
  jeffrey geoffrey jeff geoff
  philip phillip phil
  francis frank
  francisco paco pancho frank
  jose pepe
  ignacio nacho
  dolores lola
  guadalupe lupe
  rosario charo
  elizabeth elisabeth liz beth betty lizzie eliza lisa elli
  catherine katherine kathryn katharina kate katie kathy cathy kathi
  margaret maggie meg peggy marge greta
  rebecca becky becca
  susan suzanne susanne sue susie susi
  deborah debra debbie deb
  barbara barb babs
  jennifer jenny jen
  jessica jess jessie
  victoria vicky vicki tori
  virginia ginny
  dorothy dot dottie
  kimberly kim
  christine christina chris tina chrissy
  christopher chris kit topher
  christian chris
  alexander alex sasha sascha xander sandro
  alexandra alex sandra sasha lexi
  abigail abby gail
  amanda mandy
  eleanor ellie nora nell
  sarah sara sally
  mary molly polly
  maria mia mariechen
  ann anna anne annie
  diana diane di
  judith judy
  pamela pam
  stephanie steph stefanie steffi
  johannes hans hannes jo
  friedrich fritz fred
  frederick fred freddie
  heinrich heinz heiner
  ulrich uli ulli
  wolfgang wolf wolfi
  joachim jochen achim
  sebastian basti seb
  maximilian max
  matthias mathias matze
  tobias tobi
  gunther gunter
  wilhelm willi
  cornelis kees cor
  jacobus jaap koos
  petrus piet peter
  hendrik henk
  gerardus gerard
  johanna hanneke jo
  vladimir volodya vova
  dmitry dima dmitri
  ekaterina katya`;

const circlesOf = new Map<string, Set<number>>();
for (const [i, line] of circles.trim().split('\n').entries())
  for (const name of line.trim().split(' ')) circlesOf.set(name, (circlesOf.get(name) ?? new Set()).add(i));

/** Whether two first names, lower case and without accents, are used of one person: `mike` and `michael`. */
export function areNicknames(a: string, b: string): boolean {
  const first = circlesOf.get(a);
  const second = circlesOf.get(b);
  return first !== undefined && second !== undefined && [...first].some((circle) => second.has(circle));
}

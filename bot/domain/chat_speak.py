"""How people shorten ordinary words when they type on a phone, spelled out.

Only general language; what belongs to recovery (*subs*, *na*) is in ``knowledge/words/``.
"""

from collections.abc import Mapping

from bot.domain.knowledge import Language

_EN = """
u you|ur your|r are|y why|n and|b be|c see|k ok|im i am|ive i have|id i would|ill i will
dont do not|cant can not|wont will not|didnt did not|doesnt does not|isnt is not|arent are not
wasnt was not|werent were not|havent have not|hasnt has not|hadnt had not|couldnt could not
shouldnt should not|wouldnt would not|aint is not|cannot can not|youre you are|theyre they are
whats what is|wats what is|wat what|wut what|wen when|wher where|hows how is|thats that is
theres there is|hes he is|shes she is|its it is|lets let us|whos who is|wheres where is
cuz because|cos because|coz because|bc because|b4 before|bf boyfriend|gf girlfriend|bday birthday
thru through|tho though|tht that|dat that|da the|teh the|wit with|w with|wo without|wth what
gonna going to|gotta got to|wanna want to|gimme give me|lemme let me|dunno do not know
kinda kind of|outta out of|sorta sort of|plz please|pls please|ppl people|sum some|sumone someone
sth something|smth something|sb somebody|nite night|tonite tonight|tmrw tomorrow|tmr tomorrow
2moro tomorrow|2day today|2nite tonight|yr year|yrs years|hr hour|hrs hours|min minute
mins minutes|wk week|wks weeks|mo month|mos months|rn right now|asap now|atm now
idk i do not know|idc i do not care|ik i know|tbh honestly|imo i think|ngl honestly
nvm never mind|omg oh|wtf what|af very|msg message|txt text|fb facebook|hw how|abt about
acc account|addr address|appt appointment|asst assistant|cud could|shud should|wud would|luv love
mum mother|mom mother|mommy mother|mama mother|ma mother|mam mother|dad father|daddy father
pa father|bro brother|sis sister|hubby husband|kiddo kid|kids child|kid child|grandma grandmother
granny grandmother|nan grandmother|grandpa grandfather|thx thanks|ty thanks|sry sorry
yall you all|em them|til until|till until|vs versus|diff difference|info information|prob problem
probs problem|probly probably|doc doctor|docs doctors|meds medication|med medication
er emergency room|tele phone|cell phone|tel phone
ph phone|esp spanish|nthn nothing|nuthin nothing|nothin nothing|doin doing|goin going
gettin getting|tryin trying|thinkin thinking|feelin feeling|drinkin drinking|usin using
quittin quitting|takin taking|fuckin fucking|fkn fucking|fked fucked
"""

_ES = """
q que|k que|ke que|qe que|xq porque|pq porque|xk porque|pk porque|porq porque|porqe porque|x por
d de|tb tambien|tmb tambien|tbn tambien|tambn tambien|pa para|pal para el|toy estoy|ta esta
tas estas|bn bien|mb muy bien|xfa por favor|porfa por favor|porfis por favor|pls por favor
grax gracias|grs gracias|salu2 saludos|msj mensaje|msjs mensajes|mnsj mensaje|tel telefono
cel telefono|celular telefono|fono telefono|nro numero|num numero|dr doctor|dra doctora
fds fin de semana|finde fin de semana|hrs horas|hr hora|min minuto|mins minutos|sem semana
kiero quiero|qiero quiero|kieren quieren|kien quien|qien quien|komo como|kuanto cuanto
kuantos cuantos|kuando cuando|qndo cuando|cdo cuando|dnd donde|dond donde|aki aqui|asta hasta
ay hay|aser hacer|acer hacer|ace hace|ase hace|boy voy|aora ahora|ahorita ahora|orita ahora
nomas solo|mami madre|mama madre|papi padre|papa padre|hno hermano|hna hermana|chavo joven
chava joven|chamaco hijo|chamaca hija|info informacion
wey amigo|guey amigo
compa amigo|carnal hermano|esque es que|osea o sea|alguen alguien|nose no se|nc no se
dijieron dijeron|haiga haya
"""


def _table(rows: str) -> Mapping[str, tuple[str, ...]]:
    pairs = (row.split() for row in rows.replace("\n", "|").split("|") if row)
    return {short: tuple(full) for short, *full in pairs}


CHAT_SPEAK: Mapping[Language, Mapping[str, tuple[str, ...]]] = {
    "en": _table(_EN),
    "es": _table(_ES),
}
"""For each language: the short form, normalised, and the words it stands for."""

ENGLISH_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "n't": ("not",),
    "'re": ("are",),
    "'ve": ("have",),
    "'ll": ("will",),
    "'m": ("am",),
    "'d": ("would",),
    "'s": (),
}
"""What is left of a contraction after its first word: ``do`` + ``n't``."""

"""Everyday words of each language: what carries little meaning, and what is no slip of the pen.

Written for this project, without accents, most telling use first: ``STOP`` words say nothing
about what a question is about, ``FREQUENT`` words little, ``PLAIN`` words are ordinary enough
that nobody should "correct" them into a word of the knowledge base (*bars* is not *cars*).
"""

from collections.abc import Mapping

from bot.domain.knowledge import Language


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP: Mapping[Language, frozenset[str]] = {
    "en": _set(
        """
        a an the this that these those i me my mine myself you your yours yourself he him
        his himself she her hers herself it its itself we us our ours they them their
        theirs one and or but if so as than then because while though although until
        unless of to in on at by for with from about into onto out up down off over under
        after before between through during without within against around is are was were
        be been being am do does did doing done have has had having can could will would
        shall should may might must not no nor what which who whom whose when where why
        how there here just also too very really even still yet only again ever any some
        all both each either more most much many few other others such own same else like
        well im ive id ill dont cant wont didnt doesnt isnt arent wasnt werent oh ok okay
        hi hello hey please pls thanks thank yes yeah yep nope lol s t m re ve ll d got
        gonna gotta wanna lot bit kind sort
        """
    ),
    "es": _set(
        """
        el la los las un una unos unas lo al del este esta esto estos estas ese esa eso
        esos esas aquel aquella yo me mi mis mio mia tu tus te ti tuyo usted ustedes ella
        ello ellos ellas nos nosotros se su sus suyo les le os vosotros y e o pero si
        sino como que porque pues aunque mientras cuando donde quien quienes cual cuales
        cuanto cuanta cuantos cuantas cuyo por para con sin de desde en entre hasta hacia
        sobre tras ante bajo contra segun durante a es soy eres somos son era eras eran
        fue fui ser sido siendo estoy estamos estan estaba estaban estar estado hay haber
        ha he has han habia hemos hubo puedo puede puedes pueden poder podria debo debe
        deben hace hacer hago haces no ni ya muy mas menos tan tanto tambien tampoco solo
        todo toda todos todas algo alguien algun alguna algunos nada nadie otro otra otros
        otras mismo misma cada asi aqui alli ahi ahora entonces luego aun todavia hola
        gracias favor ok bueno buenas buenos dias tardes noches oye pos
        """
    ),
}

FREQUENT: Mapping[Language, frozenset[str]] = {
    "en": _set(
        """
        want wants wanted wanting need needs needed get gets getting go goes going went
        gone come comes coming came make makes making made take takes taking took taken
        know knows knew known think thinks thinking thought say says said saying tell
        tells told telling ask asks asked asking see sees saw seen look looks looking find
        finds finding found give gives gave given giving use uses used using keep keeps
        keeping kept let lets put puts try tries tried trying feel feels feeling felt help
        helps helped helping happen happens happened happening mean means meant seem seems
        bring turn show shows showed send sends sent thing things something anything
        nothing everything someone somebody anyone anybody nobody everyone everybody way
        ways time times day days week weeks month months year years today tonight tomorrow
        yesterday now always never sometimes often long ago back away first last next new
        old good better best bad worse worst big small little right wrong sure able people
        person man woman guy life world place home house part end number question
        questions answer answers word words name real true hard easy different whole
        together enough already soon later maybe actually though stuff anymore
        """
    ),
    "es": _set(
        """
        quiero quiere quieres quieren querer quisiera queria necesito necesita necesitas
        necesitan necesitar voy va vas vamos van ir ido iba tengo tiene tienes tenemos
        tienen tener tenia tuve se sabe sabes saben saber sabia digo dice dices dicen
        decir dijo dije dado dar da doy das dan veo ve ves ven ver visto vi creo cree
        crees creer pienso piensa pensar siento siente sientes sentir sentia paso pasa
        pasan pasar pasado pongo pone poner llego llega llegar ayuda ayudar ayudan ayude
        ayudenme quedo queda quedar encuentro encontrar busco buscar busca uso usa usar
        usan cosa cosas vez veces dia semana semanas mes meses ano anos hoy manana ayer
        noche tarde siempre nunca antes despues tiempo hora horas rato bien mal mejor peor
        bueno buena malo mala grande pequeno nuevo nueva viejo primero primera ultimo
        persona personas gente hombre mujer vida mundo casa lugar parte forma manera
        pregunta preguntas respuesta nombre verdad cierto seguro igual hecho
        """
    ),
}

PLAIN: Mapping[Language, frozenset[str]] = {
    "en": _set(
        """
        able above accept account across act add address advice afford afraid afternoon
        age agree air alive allow allowed almost alone along among angry animal annoying
        apartment apple area arm arms army arrive art ask asleep ate attack aunt awake
        aware awful baby bad bag ball band bank bar bars base bath bathroom beach bear
        beat beautiful became become bed bedroom beer began begin begun behind believe
        below beside bill bills bird birth birthday bite black blame bless block blood
        blow blue board boat body bone book books boot bored boring born borrow boss
        bottle bottom bought bowl box boy boyfriend boys brain brave bread break breath
        breathe breathing bridge bright broke broken brother brothers brown brush build
        building burn burned bus business busy butter button buy buying cake calm camera
        camp cancel car card cards care cared careful cars case cash cat catch caught
        cause cell center chair chance change changed charge cheap check cheese chest
        chicken child children choice choose chose church city class clean clear click
        climb clinic clock close closed clothes cloud coat code coffee cold college color
        colour company computer cook cooking cool copy corner cost costs cough count
        country couple course court cousin cover cow crash crazy cream credit cross cry
        crying cup cure curious cut cuts dad damn dance dark data date dates dating
        daughter dead deal dear death decide deep degree delete dentist depend describe
        desk die died dies diet dinner dirty disease dish divorce doctor doctors dog dogs
        door doubt dream dress drive driver driving drop drove dry due dump dying each ear
        early earn ears earth east easily eat eating edge egg eight eleven email empty
        energy engine enjoy enter equal escape evening event exam exercise expect
        expensive explain extra eye eyes face fact fail fair fall false family fan far
        farm fast fat father fault favor fear feed feet fell fever field fight figure file
        fill film final fine finger finish fire fish fit five fix floor flower fly focus
        follow food fool foot football force forget forgot forward four free fresh friday
        friend friends front fruit fucked fucking full fun funny future game games garden
        gas gave gift girl girlfriend girls glad glass goal god gold grab grade grand
        grandma grandpa grass great green grew ground group grow guess guilty gum gun guys
        hair half hall hand hands handle hang happy harder hat hate head health healthy
        hear heard heart heat heavy held hell hence hide high hike hill hire hit hold hole
        holiday honest honestly hope horse hospital hot hotel hour hours hug huge human
        hundred hungry hurry hurt hurts husband ice idea ignore imagine important inch
        inside instead interest internet invite iron island issue jail job jobs join joke
        joy juice jump kept key kick kid kids kill kiss kitchen knee knife knock lady lake
        land language large late laugh law lawyer lay lead leaf learn least leg legal legs
        lend less lesson letter level library lie lies lift light likes line lines lips
        list listen lived load loan local lock lonely looked lose losing loss lost loud
        love loved lover low luck lunch mad mail main manage map mark married match math
        matter meal meals meat meet met middle mile milk million mind minds mine minute
        minutes mirror miss missed mistake mix mom moment monday money monkey mood moon
        morning mother mouth move moved movie moving mum music nails near neck neighbor
        neither nervous news nice night nights nine noise none normal north nose note
        notes nurse offer office oil older once open order ordered outside owe pack page
        paid pain paint pair pan paper parent parents park party pass passed past pay
        paying peace pen penny period pet phone photo pick picture piece pills pizza plan
        plane plans plant plate play played player please plenty pocket point police poor
        possible post pound power practice pray present president pretty price prison
        private problem problems promise proof protect proud pull punch push question
        quick quickly quiet quite race radio rain raise ran rate reach read reading ready
        reason record red refuse rent reply report rest result rich ride ring rise river
        road rock roll room rope rose rough round row rude rule rules run running rush sad
        safe safer salt sand sang sat save saving scared school science score scream
        screen sea search season seat second secret seen self sell sense serious serve set
        seven sex shake shame share sharp shirt shit shoes shop short shot shoulder shout
        shower shut sick side sign silly simple since sing single sister sit site six size
        skin sky sleep sleeping slept slow slowly smart smell smile smoke snow social sock
        soft sold solve son song sorry soul sound soup south space speak special speed
        spell spend spent split spoon sport spot spring square stage stairs stand star
        state stay stayed steal steel step steps stick stock stomach stood store storm
        story strange street strong stuck student study stupid sudden sugar suit summer
        sun sunday support sweet swim switch system table tail talked tall tax tea teach
        teacher team tears teeth ten test text than theirs thick thin third thirsty thirty
        thousand three threw throw ticket tie till tiny tired tomorrow tongue tooth top
        total touch tough tour towards town toy track train travel treat tree trip trouble
        truck trust truth tuesday twelve twenty twice two type ugly uncle understand unit
        upset van vegetable video view village visit voice wait waiting wake walk wall
        wallet war warm wash waste watch water wear weather wedding weekend weight welcome
        west wet wheel white wide wife wild win wind window wine winter wish wonder wood
        wore worried worry worth write writing wrote yard yellow young zero bake boil bun
        bunny cable cent circle cricket flight flights flood garage glove guitar hammer
        income ladder lamb lion lottery mango mouse nap netflix oven pasta phase plumber
        printer puppy python recipe rice router salad salary sandwich sauce scam shampoo
        spanish english french stamp tap tape taxes tent tire tyre toast toilet tv uber
        visa wifi word zoo start starts started starting stop stops stopped stopping talk
        talks talking call calls called calling live lives living leave leaves left work
        works worked working
        """
    ),
    "es": _set(
        """
        abajo abierto abogado abre abrir abuela abuelo acaba acabar aceite acepta acuerdo
        adelante adentro afuera agua aire alegre alma alta alto amable amarillo amiga
        amigas amigo amigos amor ancho andar animal apellido aprender arbol area arriba
        arroz arte asunto atras auto avion azul bajo banco bano barato barba barco barrio
        basta beber bebe bebida besar beso blanco boca bolsa bonito brazo broma bruto
        buscaba caballo cabeza caer cafe caja calle calor cama cambia cambiar cambio
        caminar camino camisa campo cancion cansado cansada cara carne caro carro carta
        casado casada casi caso causa celular cena cerca cerrado cerrar cerveza chica
        chico chiste cielo cien cinco ciudad claro clase cocina codigo color comer comida
        comienza compra comprar comun conocer contar contesta copa corazon correo correr
        corta cosas costar costumbre creer cuarto cuatro cuello cuenta cuento cuerpo
        cuesta cuidado cuidar culpa cumple cura dano debajo deber decidir dedo dejar deja
        dejo demas dentro derecha desayuno descanso deseo despacio detras deuda dia diez
        diferente dificil dinero dios direccion doctor doctora dolor domingo dormir dos
        duda duele duerme dueno dulce duro edad ejemplo embarazada empresa enero enfermo
        enferma enojado ensena entender entiende entrar enviar equipo error escribe
        escribir escucha escuela espalda esperar espera esposa esposo estudiar estudio
        examen exito explica extrano facil falta familia feliz feo fiebre fiesta fin final
        firma flor foto frase frente frio fruta fuego fuera fuerte fumar funciona futbol
        futuro gana ganar ganas gasto gato gente gordo grado gracia gratis gris gritar
        grupo guapo guerra gusta gusto hambre hermana hermanas hermano hermanos hija hijas
        hijo hijos historia hogar hoja hotel hueso huevo idea idioma iglesia importa
        importante inicio invierno izquierda jamas jardin jefe joven juego jueves jugar
        juicio julio junto justo labio lado lapiz largo leche leer lejos lengua lento
        letra ley libre libro limpio linea lista llave llegada lleno llevar llora llorar
        lluvia loco luna lunes luz madre maestro mama mano manos mar marido martes mata
        matar materia mayor medico medio memoria mente mentira mercado mesa metro miedo
        miercoles mira mirar mitad modo molesta momento montana morir mover mucho mucha
        muchos muchas muerte muerto muestra mundo muro musica nacer nariz negro nervioso
        nieve nina nino ninos novia novio nube nuestra nuestro nueve numero ocho odio
        oficina oido ojo ojos olor olvidar orden oro pagar pago pais pajaro palabra pan
        papa papel par pared pareja parque partido pecho pedir pelea peligro pelo pelota
        pena pensando pequena perder perdido perdon perro pesa peso pie piel pierna piso
        plan planta plato playa pobre poco poca pocos policia porfa posible precio
        prefiero primo problema problemas pronto propio prueba pueblo puerta punto
        quedarse quince quita raro razon realmente receta recibir recuerdo red regalo
        regla reloj respeto resto rico rio risa rojo romper ropa roto rueda ruido sabado
        sacar sala sal salida salir salud sangre secreto seguir segundo seis senal senor
        senora sentado serio siete silla simple sol sola solo sonido suave subir sucio
        suegra sueldo suelo sueno suerte tabla tarjeta taza tema temprano tia tienda
        tierra tio tipo toca tocar tomar toma tomo trabajador traer tranquilo trato tres
        triste tristeza trueno unico usado vaca vacio vale valor vaso vecino veinte venir
        vende vender ventana verano verde vergueenza verguenza viaje vida viento viernes
        vino visita voz vuelta vuelo zapato hablo habla hablar hablan llamo llama llamar
        llaman empiezo empieza empezar vivo vive vivir trabajo trabajar trabaja
        """
    ),
}

_KNOWN: Mapping[Language, frozenset[str]] = {
    language: STOP[language] | FREQUENT[language] | PLAIN[language] for language in STOP
}


def is_everyday(word: str) -> bool:
    """Tell whether ``word``, normalised, is an ordinary word of one of the languages."""
    return any(word in known for known in _KNOWN.values())


def telling(word: str, language: Language) -> float:
    """Return how much ``word`` says about what a message is about, from 0 to 1.

    Words that say nothing in another language say nothing here either: people mix languages.
    This stands in for counts from a large body of text: the counts of a small knowledge base are
    too few to tell *naloxone* from *something*.
    """
    if word in STOP[language]:
        return 0.0
    if word in FREQUENT[language]:
        return 0.3
    if word in PLAIN[language]:
        return 0.7
    return 0.0 if any(word in stop for stop in STOP.values()) else 1.0

# SPDX-License-Identifier: Apache-2.0
"""Invented parties, goods and texts for the shipments benchmark. Nobody here exists: names are recombined syllables."""

import numpy as np

# HS6, supplementary unit, noun, what kind of it, typical USD and kilograms a piece, as orders of magnitude.
GOODS = [
    ("854231", "шт", "МИКРОСХЕМЫ ИНТЕГРАЛЬНЫЕ", "ПРОЦЕССОРЫ И КОНТРОЛЛЕРЫ", 9, 0.004),
    ("854232", "шт", "МИКРОСХЕМЫ ИНТЕГРАЛЬНЫЕ", "ЗАПОМИНАЮЩИЕ УСТРОЙСТВА", 5, 0.003),
    ("851762", "шт", "МАРШРУТИЗАТОРЫ", "АППАРАТУРА СВЯЗИ", 140, 0.9),
    ("851712", "шт", "ТЕЛЕФОНЫ МОБИЛЬНЫЕ", "ДЛЯ СОТОВЫХ СЕТЕЙ", 190, 0.3),
    ("847130", "шт", "МАШИНЫ ВЫЧИСЛИТЕЛЬНЫЕ", "ПОРТАТИВНЫЕ", 520, 2.1),
    ("847150", "шт", "БЛОКИ ОБРАБОТКИ ДАННЫХ", "СЕРВЕРЫ", 1900, 18),
    ("850760", "шт", "АККУМУЛЯТОРЫ ЛИТИЙ-ИОННЫЕ", "ДЛЯ ПРИБОРОВ", 24, 0.4),
    ("880622", "шт", "АППАРАТЫ БЕСПИЛОТНЫЕ", "С ДИСТАНЦИОННЫМ УПРАВЛЕНИЕМ", 980, 1.1),
    ("842952", "шт", "ЭКСКАВАТОРЫ", "ПОЛНОПОВОРОТНЫЕ ГУСЕНИЧНЫЕ", 96000, 22000),
    ("842951", "шт", "ПОГРУЗЧИКИ ФРОНТАЛЬНЫЕ", "ОДНОКОВШОВЫЕ", 41000, 9800),
    ("870423", "шт", "АВТОМОБИЛИ ГРУЗОВЫЕ", "МАССОЙ БОЛЕЕ 20 Т", 58000, 14000),
    ("870121", "шт", "ТЯГАЧИ СЕДЕЛЬНЫЕ", "С ДИЗЕЛЬНЫМ ДВИГАТЕЛЕМ", 64000, 9200),
    ("870899", "кг", "ЧАСТИ АВТОМОБИЛЕЙ", "ПРОЧИЕ", 6, 1),
    ("840991", "кг", "ЧАСТИ ДВИГАТЕЛЕЙ", "С ИСКРОВЫМ ЗАЖИГАНИЕМ", 14, 1),
    ("848210", "шт", "ПОДШИПНИКИ ШАРИКОВЫЕ", "РАДИАЛЬНЫЕ", 3, 0.2),
    ("845710", "шт", "ЦЕНТРЫ ОБРАБАТЫВАЮЩИЕ", "С ЧИСЛОВЫМ УПРАВЛЕНИЕМ", 88000, 6400),
    ("845811", "шт", "СТАНКИ ТОКАРНЫЕ", "С ЧИСЛОВЫМ УПРАВЛЕНИЕМ", 47000, 3900),
    ("650610", "шт", "КАСКИ ЗАЩИТНЫЕ", "ИЗ ПЛАСТМАССЫ", 11, 0.5),
    ("550311", "кг", "ВОЛОКНА АРАМИДНЫЕ", "НЕЧЕСАНЫЕ", 19, 1),
    ("852691", "шт", "АППАРАТУРА РАДИОНАВИГАЦИОННАЯ", "ПРИЕМНИКИ", 160, 0.4),
    ("852589", "шт", "КАМЕРЫ", "ЦИФРОВЫЕ", 75, 0.4),
    ("901380", "шт", "УСТРОЙСТВА ОПТИЧЕСКИЕ", "ПРОЧИЕ", 210, 0.7),
    ("853224", "шт", "КОНДЕНСАТОРЫ", "КЕРАМИЧЕСКИЕ МНОГОСЛОЙНЫЕ", 0.02, 0.0001),
    ("853400", "шт", "СХЕМЫ ПЕЧАТНЫЕ", "МНОГОСЛОЙНЫЕ", 4, 0.05),
    ("854370", "шт", "УСТРОЙСТВА ЭЛЕКТРИЧЕСКИЕ", "С САМОСТОЯТЕЛЬНЫМИ ФУНКЦИЯМИ", 33, 0.5),
    ("841480", "шт", "КОМПРЕССОРЫ", "ВОЗДУШНЫЕ", 310, 34),
    ("848180", "кг", "АРМАТУРА", "КРАНЫ И КЛАПАНЫ", 8, 1),
    ("392690", "кг", "ИЗДЕЛИЯ ИЗ ПЛАСТМАСС", "ПРОЧИЕ", 5, 1),
    ("390120", "кг", "ПОЛИЭТИЛЕН", "ПЛОТНОСТЬЮ 0,94 И БОЛЕЕ", 1.2, 1),
    ("401120", "шт", "ШИНЫ ПНЕВМАТИЧЕСКИЕ", "ДЛЯ ГРУЗОВЫХ АВТОМОБИЛЕЙ", 145, 52),
    ("610910", "шт", "МАЙКИ ТРИКОТАЖНЫЕ", "ХЛОПЧАТОБУМАЖНЫЕ", 3, 0.15),
    ("640399", "пар", "ОБУВЬ", "С ВЕРХОМ ИЗ КОЖИ", 17, 0.9),
    ("621143", "шт", "ОДЕЖДА СПЕЦИАЛЬНАЯ", "ИЗ ХИМИЧЕСКИХ НИТЕЙ", 14, 0.8),
    ("940360", "шт", "МЕБЕЛЬ ДЕРЕВЯННАЯ", "ПРОЧАЯ", 90, 24),
    ("950300", "шт", "ИГРУШКИ", "ПЛАСТМАССОВЫЕ", 4, 0.3),
    ("732690", "кг", "ИЗДЕЛИЯ ИЗ ЧЕРНЫХ МЕТАЛЛОВ", "ПРОЧИЕ", 3, 1),
    ("760612", "кг", "ПЛИТЫ И ЛИСТЫ АЛЮМИНИЕВЫЕ", "ПРЯМОУГОЛЬНЫЕ", 3.4, 1),
    ("690721", "м2", "ПЛИТКА КЕРАМИЧЕСКАЯ", "ДЛЯ МОЩЕНИЯ", 6, 18),
    ("300490", "кг", "ЛЕКАРСТВЕННЫЕ СРЕДСТВА", "РАСФАСОВАННЫЕ", 60, 1),
    ("090111", "кг", "КОФЕ", "НЕЖАРЕНЫЙ", 2.8, 1),
]

# Of the exporting side; the weights are invented.
COUNTRIES = [
    ("CN", 46), ("TR", 9), ("DE", 8), ("HK", 7), ("KZ", 4), ("AE", 4), ("IT", 3), ("KR", 3), ("IN", 3), ("JP", 2),
    ("US", 2), ("PL", 2), ("UZ", 2), ("AM", 1), ("KG", 1), ("TW", 1), ("VN", 1), ("TH", 1),
]

_RU = "АВ АЛ БАР БЕЛ ВЕК ВОЛ ГАР ГЕР ДАЛ ДОН ЗАР ИЖ КАМ КОР ЛАД МЕР НЕВ ОЛ ПОЛ РАД САМ СЕВ ТЕХ УР ФОР ЭКС ЮЖ ЯР".split()
_RU_ENDS = "АН АР ЕКС ЕН ИКС ИНА ИОН ИС ОВА ОЛ ОН ОР ТОР УМ".split()
_RU_KINDS = "ТЕХНИКА ИМПОРТ СЕРВИС ТОРГ СНАБ ПРОМ ЛОГИСТИКА ЭЛЕКТРО СТРОЙ ТРЕЙД КОМПЛЕКТ ПРИБОР".split()
_RU_FORMS = [("ООО", 88), ("АО", 7), ("ПАО", 1), ("ЗАО", 2), ("ИП", 2)]
_CITIES = [("SHENZHEN", "深圳"), ("SHANGHAI", "上海"), ("GUANGZHOU", "广州"), ("NINGBO", "宁波"), ("YIWU", "义乌"),
           ("QINGDAO", "青岛"), ("HARBIN", "哈尔滨"), ("DONGGUAN", "东莞"), ("HANGZHOU", "杭州"), ("SUZHOU", "苏州")]
_ZH = [("HUA", "华"), ("XIN", "信"), ("TONG", "通"), ("DA", "达"), ("LONG", "隆"), ("FENG", "丰"), ("YUAN", "源"),
       ("HONG", "宏"), ("SHENG", "盛"), ("JIA", "佳"), ("RUI", "瑞"), ("KAI", "凯"), ("BO", "博"), ("LI", "力")]
_ZH_KINDS = [("TECHNOLOGY", "科技"), ("TRADING", "贸易"), ("ELECTRONICS", "电子"), ("MACHINERY", "机械"),
             ("IMPORT AND EXPORT", "进出口"), ("INDUSTRY", "实业")]
_LATIN = "AL BEN COR DEL EM FAR GER HAN IST KAR LEN MER NOR OR PAL RAN SOL TAR UN VER".split()
_LATIN_ENDS = "ADA EX IAN ICA INO IS MET ON TEK UM".split()
_LATIN_FORMS = {"TR": "DIS TICARET LTD STI", "DE": "GMBH", "IT": "S.R.L.", "PL": "SP. Z O.O.", "US": "INC", "AE": "FZE",
                "KZ": "LLP", "KG": "LLC", "AM": "LLC", "UZ": "LLC"}


def weighted(rng, pairs, count):
    weights = np.array([weight for _, weight in pairs], dtype=float)
    return rng.choice(len(pairs), size=count, p=weights / weights.sum())


def inn(rng, count):
    """Tax numbers of legal entities, ten digits with the check digit of the Federal Tax Service."""
    digits = rng.integers(0, 10, size=(count, 9))
    digits[:, 0] = rng.integers(1, 10, size=count)
    check = digits @ np.array([2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10
    return ["".join(map(str, row)) + str(last) for row, last in zip(digits.tolist(), check.tolist())]


def consignees(rng, count):
    forms = weighted(rng, _RU_FORMS, count)
    picks = rng.integers(0, 1 << 30, size=(count, 4))
    names = []
    for form, (a, b, c, d) in zip(forms.tolist(), picks.tolist()):
        core = _RU[a % len(_RU)] + (_RU[d % len(_RU)] if d % 3 == 0 else "") + _RU_ENDS[b % len(_RU_ENDS)]
        kind = _RU_KINDS[c % len(_RU_KINDS)]
        core += ("-" if c % 5 == 0 else "") + kind if c % 4 else ""
        names.append(f'{_RU_FORMS[form][0]} "{core}"')
    return names


def consignors(rng, count):
    """Names and their countries; one Chinese company in five is written in Chinese."""
    homes = weighted(rng, COUNTRIES, count)
    picks = rng.integers(0, 1 << 30, size=(count, 5))
    names, countries = [], []
    for home, (a, b, c, d, e) in zip(homes.tolist(), picks.tolist()):
        country = COUNTRIES[home][0]
        countries.append(country)
        if country in ("CN", "HK", "TW"):
            city, one, two, kind = (
                _CITIES[a % len(_CITIES)], _ZH[b % len(_ZH)], _ZH[c % len(_ZH)], _ZH_KINDS[d % len(_ZH_KINDS)])
            three = _ZH[d % len(_ZH)] if e % 3 == 0 else ("", "")
            if e % 5 == 0:
                names.append(city[1] + one[1] + two[1] + three[1] + kind[1] + "有限公司")
            else:
                names.append(f"{city[0]} {one[0]}{two[0]}{three[0]} {kind[0]} CO., LTD")
        else:
            core = _LATIN[a % len(_LATIN)] + (_LATIN[b % len(_LATIN)] if b % 2 else "") + _LATIN_ENDS[c % len(_LATIN_ENDS)]
            core += " " + _LATIN[d % len(_LATIN)] + _LATIN_ENDS[e % len(_LATIN_ENDS)] if d % 4 == 0 else ""
            names.append(f"{core} {_LATIN_FORMS.get(country, 'CO LTD')}")
    return names, countries


def brands(rng, count):
    picks = rng.integers(0, 1 << 30, size=(count, 3))
    return [_LATIN[a % len(_LATIN)] + (_LATIN[b % len(_LATIN)] if b % 2 else "") + _LATIN_ENDS[c % len(_LATIN_ENDS)]
            for a, b, c in picks.tolist()]

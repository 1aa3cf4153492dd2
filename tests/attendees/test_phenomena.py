"""The conventions, one phenomenon a line or two: readable as documentation of what the engine does."""

from __future__ import annotations

import pytest

from newscrawler.extract.attendees import find_attendees


def read(
    *paragraphs: str, title: str | None = "市里召开工作会议", subtitle: str | None = None
) -> dict[str, tuple[str, str]]:
    """{name: (titles joined by /, actions joined by /)}."""
    found = find_attendees(title, subtitle, paragraphs)
    return {a.name: ("/".join(a.titles), "/".join(a.actions)) for a in found.attendees}


def groups(*paragraphs: str) -> list[str]:
    return find_attendees("市里召开工作会议", None, paragraphs).groups


PHENOMENA: list[tuple[str, str, dict[str, tuple[str, str]]]] = [
    ("chain of posts", "市委副书记、市长、领导小组组长龚亦文出席会议并讲话。", {"龚亦文": ("市委副书记/市长/领导小组组长", "出席/讲话")}),
    ("place belongs to the first", "平川市委书记王克勤，市长李慕白出席会议。", {"王克勤": ("平川市委书记", "出席"), "李慕白": ("市长", "出席")}),
    ("shared title, one verb for all", "市领导唐晓天、沈若、方文柏，市政府秘书长陈高峰参加会议。", {"唐晓天": ("市领导", "参加"), "沈若": ("市领导", "参加"), "方文柏": ("市领导", "参加"), "陈高峰": ("市政府秘书长", "参加")}),
    ("former post keeps 原", "县政协原主席白石磊出席会议。", {"白石磊": ("县政协原主席", "出席")}),
    ("兼 does not split", "市委常委兼秘书长贺方舟主持会议。", {"贺方舟": ("市委常委兼秘书长", "主持")}),
    ("post bracket stays", "市人社局副局长（正处级）叶青松宣读决定。", {"叶青松": ("市人社局副局长（正处级）", "宣读")}),
    ("marks are no title", "市政协副主席林静怡（女，回族）列席会议。", {"林静怡": ("市政协副主席", "列席")}),
    ("posts in a bracket after the name", "祝远山（省水利学会理事长）出席会议并致辞。", {"祝远山": ("省水利学会理事长", "出席/致辞")}),
    ("post after the name", "会议由市住建局朱明远副局长主持。", {"朱明远": ("副局长", "主持")}),
    ("同志 is no title", "会议由周敏同志主持，政委周敏同志讲话。", {"周敏": ("政委", "主持/讲话")}),
    ("padded name", "县委书记訾 勇出席会议，县长 佘 静主持。", {"訾勇": ("县委书记", "出席"), "佘静": ("县长", "主持")}),
    ("dotted name, variant dot", "雪山县委书记阿旺•多吉致辞。", {"阿旺·多吉": ("雪山县委书记", "致辞")}),
    ("common word as a name", "海关关长温度，消防支队支队长马上出席会议。", {"温度": ("海关关长", "出席"), "马上": ("消防支队支队长", "出席")}),
    ("lists parted by ；", "省发展研究中心主任祝远山、副主任江澄；市长李慕白，副市长沈若出席会议。", {"祝远山": ("省发展研究中心主任", "出席"), "江澄": ("副主任", "出席"), "李慕白": ("市长", "出席"), "沈若": ("副市长", "出席")}),
    ("hyphen before a dot", "市长李慕白会见了利蒙公司总裁汉斯-保罗·博克纳。", {"李慕白": ("市长", "会见"), "汉斯-保罗·博克纳": ("利蒙公司总裁", "")}),
    ("dotted name, told from what follows by its other mentions", "作协副主席吉狄·拉则出席开幕式。吉狄·拉则宣布开幕。", {"吉狄·拉则": ("作协副主席", "出席/宣布")}),
    ("name that ends in 和", "区委书记方砚舟、区长程清和出席会议。方砚舟、程清和为首批企业授牌。", {"方砚舟": ("区委书记", "出席/颁奖"), "程清和": ("区长", "出席/颁奖")}),
    ("compound and rare surnames", "区委书记濮阳静主持会议，区长郗建树讲话。", {"濮阳静": ("区委书记", "主持"), "郗建树": ("区长", "讲话")}),
    ("minority name", "旗委副书记宝音德力格尔主持会议。", {"宝音德力格尔": ("旗委副书记", "主持")}),
    ("host meets guest", "市长龚念远会见了法国利蒙市副市长克莱尔·杜朋一行。", {"龚念远": ("市长", "会见"), "克莱尔·杜朋": ("法国利蒙市副市长", "")}),
    ("talks: the host alone has 会见", "省长雷鸣远与阿克州州长叶尔兰·努尔举行会谈。", {"雷鸣远": ("省长", "会见"), "叶尔兰·努尔": ("阿克州州长", "")}),
    ("参加会见 is 参加, 陪同调研 is 陪同", "副市长俞快参加会见，市政府秘书长韶光陪同调研。", {"俞快": ("副市长", "参加"), "韶光": ("市政府秘书长", "陪同")}),
    ("both sides sign", "副市长左思远与商会会长卜方签署合作协议。", {"左思远": ("副市长", "签约"), "卜方": ("商会会长", "签约")}),
    ("absent", "副主任白凤英出席会议。副主任连城因公出差请假。", {"白凤英": ("副主任", "出席")}),
    ("sent in another's place", "受市委书记郭振邦委托，市长刘波主持会议。", {"刘波": ("市长", "主持")}),
    ("congratulations from afar", "省委书记严松年发来贺信，副省长诸葛勤出席大会。", {"诸葛勤": ("副省长", "出席")}),
    ("represented", "常务副省长丛林代表匡时、管仲平宣布开工。", {"丛林": ("常务副省长", "宣布")}),
    ("appointed alone", "会议决定任命倪虹为县交通局局长。县长武松林出席会议。", {"武松林": ("县长", "出席")}),
    ("newly appointed and there", "新任命的院长柳慕白作表态发言。", {"柳慕白": ("院长", "发言")}),
    ("等市领导 is a title of each", "市委书记翟东海、市长虞美人等市领导出席会议。", {"翟东海": ("市委书记/市领导", "出席"), "虞美人": ("市长/市领导", "出席")}),
    ("speech verb alone", "市长梁一舟主持会议。商务局局长游方说，要抓落实。", {"梁一舟": ("市长", "主持"), "游方": ("商务局局长", "")}),
    ("report heard", "会议听取了县财政局局长金满堂关于预算执行情况的汇报。县长武松林主持会议。", {"金满堂": ("县财政局局长", "汇报"), "武松林": ("县长", "主持")}),
    ("summary speech", "市委副书记匡正作总结讲话。", {"匡正": ("市委副书记", "总结/讲话")}),
    ("government report", "县长高勒代表县政府作政府工作报告。", {"高勒": ("县长", "汇报")}),
    ("到会 is 出席", "市应急局调研员乐天成应邀到会。", {"乐天成": ("市应急局调研员", "出席")}),
    ("lecture", "省委党校教授解惑作专题辅导，县长武松林主持。", {"解惑": ("省委党校教授", "主讲"), "武松林": ("县长", "主持")}),
    ("由 … 主持", "仪式由市中院副院长法度主持。", {"法度": ("市中院副院长", "主持")}),
    ("in whose company", "大使朴正洙在副市长冉天陪同下考察了产业园。", {"朴正洙": ("大使", "调研"), "冉天": ("副市长", "陪同")}),
    ("capacity counts", "省级非遗传承人穆桂芝、全国劳动模范褚铁柱参加活动。", {"穆桂芝": ("省级非遗传承人", "参加"), "褚铁柱": ("全国劳动模范", "参加")}),
    ("list opened by 有", "参加会见的有外交部副部长栾树声、亚洲司司长桂如海。", {"栾树声": ("外交部副部长", "参加"), "桂如海": ("亚洲司司长", "参加")}),
    ("outside verb marks presence", "县长武松林主持会议。副县长扈三保通报了情况。", {"武松林": ("县长", "主持"), "扈三保": ("副县长", "")}),
    ("traditional", "市委書記葉知秋出席會議並講話，市長鈕三元主持。", {"葉知秋": ("市委書記", "出席/讲话"), "鈕三元": ("市長", "主持")}),
    ("only talked of", "要深入学习贯彻习近平总书记重要讲话精神。市长梁一舟主持会议。", {"梁一舟": ("市长", "主持")}),
    ("small words within a name of a body", "市人大环境与资源保护委员会主任委员龚亦文，向阳街道党工委书记王克勤参加会议。", {"龚亦文": ("市人大环境与资源保护委员会主任委员", "参加"), "王克勤": ("向阳街道党工委书记", "参加")}),
    ("on behalf of several bodies", "市委书记龚念远代表市委、市政府致欢迎辞。", {"龚念远": ("市委书记", "致辞")}),
    ("who sends another is absent", "议长白石磊因出国访问，委托副议长周敏出席会议。", {"周敏": ("副议长", "出席")}),
    ("host of a talk with guests", "市长龚念远与来访的考察团一行座谈。", {"龚念远": ("市长", "会见")}),
    ("由 … 陪同", "副省长俞快考察了园区，由园区主任韶光陪同。", {"俞快": ("副省长", "调研"), "韶光": ("园区主任", "陪同")}),
    ("介绍说 is 介绍", "市长梁一舟主持会议。技术员游方介绍说，新品种抗病。", {"梁一舟": ("市长", "主持"), "游方": ("技术员", "介绍")}),
    ("a part in the event is no office", "开幕式上，副部长石磊、总领事叶青松任主礼嘉宾。", {"石磊": ("副部长", ""), "叶青松": ("总领事", "")}),
    ("honour between post and name", "总会长拿督林添福出席会议。", {"林添福": ("总会长", "出席")}),
    ("A等为 ends before the next title", "市长梁一舟主持大会。梁一舟等为特等奖获得者、教授金炳旭颁奖。", {"梁一舟": ("市长", "主持/颁奖"), "金炳旭": ("特等奖获得者/教授", "")}),
    ("the host at home", "县委书记车前子走访慰问困难群众。在村民罗光荣家中，车前子嘱咐他保重身体。", {"车前子": ("县委书记", "调研"), "罗光荣": ("村民", "")}),
    ("adverb after a name of two characters", "轮值主席束峰还宣布了举办城市。", {"束峰": ("轮值主席", "宣布")}),
    ("by their places", "实验小学的何田田、第二中学的方圆分获男女组冠军，副县长车前子颁奖。", {"何田田": ("", ""), "方圆": ("", ""), "车前子": ("副县长", "颁奖")}),
    ("县领导有 heads its list", "参加会议的县领导有：白石磊、周敏、武松林。", {"白石磊": ("县领导", "参加"), "周敏": ("县领导", "参加"), "武松林": ("县领导", "参加")}),
    ("titles joined by 等 of other capacities", "支书白石磊、会计周敏等村干部参加座谈。", {"白石磊": ("支书/村干部", "参加"), "周敏": ("会计/村干部", "参加")}),
    ("organisation named after a person", "鲁班建材公司董事长石磊参加活动。", {"石磊": ("鲁班建材公司董事长", "参加")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people"), [p[1:] for p in PHENOMENA], ids=[p[0] for p in PHENOMENA])
def test_people(text, people):
    assert read(text) == people


def test_headline_summary_names_people_that_stand_nowhere_else():
    found = find_attendees("全市文旅发展大会召开", "牧云讲话 夏至主持 白头吟出席", ["大会总结了工作。"])
    assert {(a.name, *a.actions) for a in found.attendees} == {
        ("牧云", "讲话"),
        ("夏至", "主持"),
        ("白头吟", "出席"),
    }
    assert all(span.paragraph == "subtitle" for a in found.attendees for span in a.evidence)


def test_short_later_mention_adds_no_second_person_but_its_actions():
    people = read("市委书记骆文斌出席会议并讲话。", "骆书记还宣布了获奖名单。")
    assert people == {"骆文斌": ("市委书记", "出席/讲话/宣布")}


def test_a_pronoun_continues_the_one_before():
    assert read("署长杨安全出席活动。", "他致辞时说，要加强训练。") == {"杨安全": ("署长", "出席/致辞")}


def test_parts_of_a_summary_are_alike():
    assert {*read("会议总结了工作。", subtitle="柴静远讲话 满意主持 雨水 关卡出席")} == {
        "柴静远",
        "满意",
        "雨水",
        "关卡",
    }


def test_words_of_a_headline_are_no_name():
    assert read("县长武松林检查了市场供应。", title="菜篮子里看民生 县长逛菜场") == {
        "武松林": ("县长", "调研")
    }


def test_last_part_of_a_foreign_name_is_the_same_person():
    people = read("市长孟一帆主持仪式，总领事安东·费雷拉致辞。", "孟一帆、费雷拉为学院揭牌。")
    assert people["安东·费雷拉"] == ("总领事", "致辞/揭牌")


def test_titles_of_several_mentions_are_joined():
    assert read("副市长严格宣布演练开始。", "市指挥部副指挥长严格作点评。")["严格"] == (
        "副市长/市指挥部副指挥长",
        "宣布/点评",
    )


def test_list_over_paragraphs_with_a_heading():
    people = read(
        "参加会议的有：", "巡察组组长　臧　否", "巡察组副组长　柏舟　於　菟", "县委书记储一鸣讲话。"
    )
    assert people["臧否"] == ("巡察组组长", "参加")
    assert people["於菟"] == ("巡察组副组长", "参加")


def test_labels_give_titles_or_absence():
    people = read("出席会议的有：", "主席：仉　凯", "副主席：邴　原（女）、麻小明", "请假：副主席　贲　虎")
    assert people == {"仉凯": ("主席", "出席"), "邴原": ("副主席", "出席"), "麻小明": ("副主席", "出席")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市长梁一舟主持会议，各县级市(区)、领导小组成员单位主要负责同志参加会议。", ["各县级市(区)、领导小组成员单位主要负责同志"]),
        ("市有关部门负责人、企业代表参加会议。", ["市有关部门负责人", "企业代表"]),
        ("业界人士及师生代表参加仪式。", ["业界人士", "师生代表"]),
        ("社区居民、小学生等150余人参加活动。", ["社区居民", "小学生"]),
        ("烈士亲属代表、各村党支部书记和200多名少先队员参加活动。", ["烈士亲属代表", "各村党支部书记", "200多名少先队员"]),
        ("各县（区）纪委书记列席会议。", ["各县（区）纪委书记"]),
        ("副市长邬晓林率市商务局主要负责人到农贸市场检查。", ["市商务局主要负责人"]),
        ("与会同志进行了讨论，相关单位作了发言。", []),
        ("各县（区）理论学习中心组成员同步收看。", ["各县（区）理论学习中心组成员"]),
        ("不是县委委员、候补委员的县级领导同志列席会议。", ["不是县委委员、候补委员的县级领导同志"]),
        ("会议邀请部分市人大代表、政协委员列席。", ["部分市人大代表", "政协委员"]),
        ("12名县人大代表应邀旁听庭审。", ["12名县人大代表"]),
    ],
)  # fmt: skip
def test_groups(text, expected):
    assert groups(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "龙潭镇原党委书记金不焕违规插手工程项目问题。2023年3月，金不焕受到开除党籍处分。",
        "任命端木清为市商务局副局长；免去乔迁的市商务局副局长职务。",
        "1964年，时任县长的陆春来为他颁发了奖状。",
        "我市选手钳工钟离春获得一等奖。",
    ],
)
def test_no_event_no_attendee(text):
    assert find_attendees("通报", None, [text]).attendees == []


def test_where_somebody_comes_is_no_name():
    found = find_attendees("副省长来园区调研", None, ["6月1日，副省长祝远山来澄视察，市长李慕白陪同。"])
    assert [a.name for a in found.attendees] == ["祝远山", "李慕白"]

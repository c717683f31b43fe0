from tests.visitor import Visitor, text
from yuanban.catalogue.models import Bundle, Item
from yuanban.places.models import Park


def guide(item, park="lingang", **facts):
    return Visitor().get(f"/parks/{park}/items/{item.pk}/", facts)


def chosen(park="lingang"):
    visitor = Visitor()
    visitor.cookies["park"] = park
    return visitor


def test_home_asks_for_the_park_first(town):
    page = text(Visitor().get("/"))
    assert "选择企业所在的园区" in page
    assert all(park.name in page for park in Park.objects.all())


def test_the_chosen_park_is_remembered(town):
    visitor = Visitor()
    assert visitor.post("/park/", {"park": "jiangan", "next": "/search/?q=x"}).headers["Location"] == "/search/?q=x"
    assert "江安经开区园区政务服务中心" in text(visitor.get("/"))


def test_choosing_a_park_leads_nowhere_else(town):
    assert Visitor().post("/park/", {"park": "jiangan", "next": "https://evil.example/"}).headers["Location"] == "/"
    assert Visitor().post("/park/", {"park": "nowhere"}).status_code == 404


def test_an_enterprise_finds_itself_in_its_own_park(town):
    assert "宜宾三江新区园区政务服务中心" in text(Visitor("qiye").get("/"))


def test_everyday_words_find_the_matter_and_say_why(town):
    page = text(chosen().get("/search/", {"q": "开饭店"}))
    assert "食品经营许可" in page
    assert "本园区可办" in page
    assert "“开饭店”即" in page


def test_what_is_found_leads_to_the_bundle_that_it_is_part_of(town):
    page = chosen().get("/search/", {"q": "开饭店"})
    assert "/parks/lingang/bundles/restaurant-lingang/" in page.content.decode()
    assert "bundles/" not in chosen("jiangan").get("/search/", {"q": "取水"}).content.decode()


def test_nothing_found_says_what_to_do(town):
    page = text(chosen().get("/search/", {"q": "登陆火星"}))
    assert "没有找到“登陆火星”" in page
    assert "换个平常的说法" in page


def test_a_strange_page_number_is_still_a_page(town):
    assert chosen().get("/search/", {"q": "许可", "page": "99999"}).status_code == 200
    assert chosen().get("/search/", {"q": "%_'\\", "page": "x"}).status_code == 200


def test_suggestions_lead_to_the_guide_of_the_chosen_park(town):
    response = chosen().get("/suggest/", {"q": "施工"})
    assert "建筑工程施工许可证核发" in text(response)
    assert "/parks/lingang/items/" in response.content.decode()


def test_a_park_shows_what_it_handles_and_in_which_way(town):
    page = text(Visitor().get("/parks/lingang/"))
    assert "企业设立登记" in page
    assert "市区两级窗口互设、人员互派" in page
    assert "视情况而定" in page
    assert "宜宾三江新区管理委员会" in page


def test_the_guide_says_who_decides_in_whose_name_and_by_which_papers(town):
    page = text(guide(town.item("企业投资项目备案", "cp-ndrc")))
    assert "谁决定宜宾三江新区管理委员会以宜宾市翠屏区发展和改革局名义" in page.replace(" ", "")
    assert "委托" in page
    assert "以宜宾市翠屏区发展和改革局为被申请人" in page


def test_a_guide_that_turns_on_facts_asks_for_them_and_answers(town):
    item = town.item("建筑工程施工许可证核发", "yb-hud")
    assert "由谁办理，要看您的情况" in text(guide(item))
    small, large = (text(guide(item, investment_wan=n)).replace(" ", "") for n in ("3000", "9000"))
    assert "谁决定宜宾三江新区管理委员会" in small
    assert "谁决定三江新区园区政务服务中心市级派驻窗口以宜宾市住房和城乡建设局名义" in large
    assert "附有条件“investment_wan<=5000”，本件不符合" in large


def test_a_guide_asks_nothing_on_which_no_paper_turns(town):
    item = town.item("食品经营许可", "cp-amr")
    assert any(field.get("fact") for field in item.versions.get().form)
    assert 'name="area_m2"' not in guide(item).content.decode()


def test_a_park_with_many_items_is_read_in_few_statements(town, django_assert_max_num_queries):
    visitor = Visitor()
    visitor.get("/parks/lingang/")  # the law's picture of the papers is read once per process
    with django_assert_max_num_queries(16):
        assert text(visitor.get("/parks/lingang/")).count("工作日") > 30


def test_a_fact_that_is_no_number_is_said_beside_it(town):
    assert "应为数字" in text(guide(town.item("建筑工程施工许可证核发", "yb-hud"), investment_wan="很多"))


def test_a_better_way_that_the_papers_do_not_carry_is_explained(town):
    page = text(guide(town.item("城镇污水排入排水管网许可", "cp-hud")))
    assert "为什么不用别的方式" in page
    assert "已经届满" in page


def test_the_guide_of_a_county_inside_a_shared_park_is_for_that_county(town):
    page = guide(town.item("企业设立登记", "nx-amr"))
    assert '<option value="511503" selected>' in page.content.decode()
    assert "申请办理" in text(page)


def test_an_enterprise_is_answered_for_its_own_county(town):
    item = town.item("企业设立登记", "nx-amr")
    response = Visitor("qiye").get(f"/parks/lingang/items/{item.pk}/")
    assert 'data-rule="outside-territory"' in response.content.decode()
    assert "申请办理" not in text(response)


def test_what_a_park_does_not_handle_has_no_guide_there(town):
    item = Item.objects.exclude(arrangements__park__code="nanxi").first()
    assert guide(item, "nanxi").status_code == 404
    assert guide(item, "nowhere").status_code == 404


def test_an_item_lists_the_parks_that_handle_it_and_otherwise_where_to_go(town):
    item = town.item("企业设立登记", "cp-amr")
    assert "宜宾临港经济技术开发区" in text(Visitor().get(f"/items/{item.pk}/"))
    loose = Item.objects.create(code="L1", name="某事项", organ_name="某某局")
    assert "请到某某局的政务服务大厅申请" in text(Visitor().get(f"/items/{loose.pk}/"))


def test_a_bundle_is_one_form_and_one_set_of_materials(town):
    bundle = Bundle.objects.get(code="restaurant-lingang")
    response = Visitor().get("/parks/lingang/bundles/restaurant-lingang/")
    page = text(response)
    assert all(member.called in page for member in bundle.members.all())
    assert response.content.decode().count("营业执照</b>") == 1
    assert Visitor().get("/parks/jiangan/bundles/restaurant-lingang/").status_code == 404


def test_an_item_by_itself_shows_the_way_it_will_really_go(town):
    """The integrated way belongs to the 一件事; the guide says so and leads there."""
    item = town.item("公众聚集场所投入使用、营业前消防安全检查", "cp-fire")
    guide = Visitor().get(f"/parks/lingang/items/{item.pk}/")
    assert "谁来办：现场代办＋挂帮办" in text(guide)
    assert "作为开办餐饮店“一件事”的一部分申请时，可以集成办理" in text(guide)
    assert "/parks/lingang/bundles/restaurant-lingang/" in guide.content.decode()
    assert "集成服务" not in text(Visitor().get("/parks/lingang/"))
    other = Item.objects.filter(name="取水许可", arrangements__park__code="lingang").first()
    assert "可以集成办理" not in text(Visitor().get(f"/parks/lingang/items/{other.pk}/"))

from hypothesis import settings

settings.register_profile("law", deadline=None)  # a test asserts an outcome, never a time
settings.load_profile("law")

"""A small relay bot written with aiogram, as its own guide teaches to write one."""

from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    Message,
    MessageReactionUpdated,
)

from tests.practice.clients import PNG

SUPPORTER = 103
PICTURE = BufferedInputFile(PNG, "dot.png")


async def start(message: Message) -> None:
    button = InlineKeyboardButton(text="Yes", callback_data="yes")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    await message.answer("<b>Hello.</b> Shall we talk?", reply_markup=keyboard)


async def say_yes(query: CallbackQuery) -> None:
    await query.answer("Good.")
    assert isinstance(query.message, Message)
    await query.message.edit_text("<i>Then let us talk.</i>")


async def show(message: Message) -> None:
    await message.answer_photo(PICTURE, caption="One dot.")


async def show_many(message: Message) -> None:
    await message.answer_media_group([InputMediaPhoto(media=PICTURE) for _ in range(3)])


async def relay(message: Message) -> None:
    await message.copy_to(SUPPORTER, protect_content=True)


async def relay_edit(message: Message, bot: Bot) -> None:
    await bot.send_message(SUPPORTER, f"Changed: {message.text}")


async def relay_picture(message: Message, bot: Bot) -> None:
    assert message.photo is not None
    content = await bot.download(message.photo[-1].file_id)
    assert content is not None
    await message.reply(f"{len(content.read())} bytes")


async def farewell(change: ChatMemberUpdated, bot: Bot) -> None:
    await bot.send_message(
        SUPPORTER, f"{change.from_user.first_name} is {change.new_chat_member.status}"
    )


async def pin(message: Message) -> None:
    await message.pin(disable_notification=True)


async def notice_pin(message: Message) -> None:
    assert message.from_user is not None
    assert isinstance(message.pinned_message, Message)
    await message.answer(f"{message.from_user.is_bot}: {message.pinned_message.text}")


async def offer(query: InlineQuery) -> None:
    content = InputTextMessageContent(message_text=f"<b>{query.query}</b>")
    article = InlineQueryResultArticle(id="1", title="Bold", input_message_content=content)
    await query.answer([article], is_personal=True, cache_time=0)


async def notice_choice(message: Message) -> None:
    assert message.via_bot is not None
    await message.answer(f"{message.text} via {message.via_bot.id}")


async def react_back(change: MessageReactionUpdated, bot: Bot) -> None:
    await bot.set_message_reaction(change.chat.id, change.message_id, change.new_reaction)


async def set_up(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="start", description="Begin")])


def dispatcher() -> Dispatcher:
    router = Router()
    router.message.register(start, CommandStart())
    router.message.register(show, Command("photo"))
    router.message.register(show_many, Command("album"))
    router.message.register(pin, Command("pin"))
    router.message.register(notice_pin, F.pinned_message)
    router.message.register(notice_choice, F.via_bot)
    router.message.register(relay_picture, F.photo)
    router.message.register(relay, F.chat.id != SUPPORTER)
    router.edited_message.register(relay_edit)
    router.inline_query.register(offer)
    router.message_reaction.register(react_back)
    router.callback_query.register(say_yes, F.data == "yes")
    router.my_chat_member.register(farewell)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    dispatcher.startup.register(set_up)
    return dispatcher

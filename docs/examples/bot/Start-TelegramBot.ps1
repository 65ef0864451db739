<#
.SYNOPSIS
A bot for Telegram: waits for messages, and answers each in its sender's own session.

.DESCRIPTION
Invoke-MissyCommand deals with each message: /models and /model switch for their sender alone, /new forgets the conversation,
and anything else is asked. The configuration says who answers, who may switch, and what a sender may spend.

.PARAMETER Token
The bot's token, as @BotFather gives it. It stands in each URL that the bot calls, so keep it out of logs.

.PARAMETER ApiUrl
Where the Bot API is.

.PARAMETER RoundLimit
How often to wait for messages before the bot ends; 0 = it goes on until Ctrl+C.

.EXAMPLE
./Start-TelegramBot.ps1 -Token (Get-Secret telegram)
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [securestring] $Token,
    [uri] $ApiUrl = 'https://api.telegram.org/',
    [int] $RoundLimit = 0
)
Set-StrictMode -Version Latest
if (-not (Get-Module Missy)) {
    Import-Module Missy
}

function Invoke-BotApi([string] $Method, [hashtable] $Body) {
    $url = [uri]::new($ApiUrl, "bot$(ConvertFrom-SecureString $Token -AsPlainText)/$Method")
    (Invoke-RestMethod $url -Method Post -ContentType application/json -Body ($Body | ConvertTo-Json) -TimeoutSec 60).result
}

$next = 0
for ($round = 1; $RoundLimit -eq 0 -or $round -le $RoundLimit; $round++) {
    try {
        # Telegram holds the answer back until there is a message, or for this long.
        $updates = @(Invoke-BotApi getUpdates @{ offset = $next; timeout = 50; allowed_updates = @('message') })
    }
    catch {
        # The message of the exception names the URL, and with it the token.
        Write-Warning 'Telegram did not answer; the bot tries again in a moment.'
        Start-Sleep -Seconds 5
        continue
    }

    foreach ($update in $updates) {
        $next = $update.update_id + 1
        if (-not $update.message.PSObject.Properties['text']) {
            continue
        }

        $result = Invoke-MissyCommand $update.message.text -Sender "telegram_$($update.message.from.id)" -ErrorVariable failure -ErrorAction SilentlyContinue
        $reply = $failure ? "Sorry, that did not work: $($failure[0])" : $result.Reply
        if ($reply) {
            $null = Invoke-BotApi sendMessage @{ chat_id = $update.message.chat.id; text = $reply }
        }
    }
}

<#
.SYNOPSIS
Makes terminal.svg of a real run of the module: needs PowerShell 7.4 and the built module, nothing else.

.DESCRIPTION
A PowerShell of its own, in an empty home folder, types the commands of Terminal.scene.ps1 one after the other. What its host writes, colours
included, is drawn as it came. The providers are the simulator, whose answers say so. Two runs give the same file: only the port of the
simulator is another each time, and is drawn as 49152.

.EXAMPLE
./build.ps1 Recording
#>
[CmdletBinding()]
param(
    # The picture to write.
    [string] $Path = (Join-Path $PSScriptRoot terminal.svg)
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# In pixels; a character is drawn as wide as its cell whatever the font.
$cell = 8.0
$row = 19
$columns = 80
$margin = 18
$bar = 34
# Seconds from one command to the next, and from a command to what it writes.
$pace = 1.6
$answer = 0.7

$palette = '#1e2227', '#f47067', '#6bc46d', '#daaa3f', '#6cb6ff', '#dcbdfb', '#76e3ea', '#cdd3de'
$bright = '#768390', '#ff938a', '#8ddb8c', '#eac55f', '#96d0ff', '#eedcff', '#b3f0ff', '#ffffff'
$plain = '#cdd3de'
# As PSReadLine colours what is typed.
$typed = @{ Command = '#eac55f'; String = '#76e3ea'; Variable = '#8ddb8c'; Parameter = '#909dab'; Keyword = '#8ddb8c'; Type = '#cdd3de' }

# What the host of a PowerShell of its own writes: lines of output, with a line that begins with U+001E before each command.
function Get-Recording {
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "missy-recording-$([guid]::NewGuid())"
    $null = New-Item $folder -ItemType Directory
    try {
        $program = [System.Environment]::ProcessPath
        $start = [System.Diagnostics.ProcessStartInfo]::new($program)
        if ((Split-Path $program -LeafBase) -eq 'dotnet') {
            $start.ArgumentList.Add((Join-Path $PSHOME pwsh.dll))
        }

        '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot Terminal.scene.ps1) | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.WorkingDirectory = $folder
        $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
        $start.StandardOutputEncoding = [System.Text.UTF8Encoding]::new($false)
        foreach ($name in @($start.Environment.Keys -match '_API_KEY$|^MISSY_|^NO_COLOR$')) {
            $null = $start.Environment.Remove($name)
        }

        $start.Environment['HOME'] = $start.Environment['USERPROFILE'] = $folder
        $start.Environment['TERM'] = 'xterm-256color'
        $process = [System.Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $errors = $process.StandardError.ReadToEndAsync()
        $text = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        if ($process.ExitCode -ne 0) {
            throw "The scene failed.`n$text`n$($errors.Result)"
        }

        $text -replace "`r" -replace '(?<=127\.0\.0\.1:)\d+', '49152'
    }
    finally {
        Remove-Item $folder -Recurse -Force
    }
}

# The pieces of a line that are drawn alike: text and style.
function Split-Style([string] $Line) {
    $style = @{ Colour = $plain; Bold = $false; Italic = $false; Underline = $false }
    foreach ($part in [regex]::Split($Line, '(\e\[[0-9;?]*[A-Za-z])')) {
        if ($part -notmatch '^\e\[([0-9;]*)m$') {
            if ($part -and $part -notmatch '^\e') {
                @{ Text = $part; Style = $style.Clone() }
            }

            continue
        }

        $codes = [System.Collections.Generic.Queue[int]]::new([int[]] @($Matches[1] -split ';' | ForEach-Object { $_ ? [int] $_ : 0 }))
        while ($codes.Count -gt 0) {
            $code = $codes.Dequeue()
            switch ($code) {
                0 { $style = @{ Colour = $plain; Bold = $false; Italic = $false; Underline = $false } }
                1 { $style.Bold = $true }
                2 { $style.Colour = $bright[0] }
                3 { $style.Italic = $true }
                4 { $style.Underline = $true }
                22 { $style.Bold = $false }
                23 { $style.Italic = $false }
                24 { $style.Underline = $false }
                38 { $style.Colour = Get-ExtendedColour $codes }
                39 { $style.Colour = $plain }
                { $_ -in 30..37 } { $style.Colour = $palette[$code - 30] }
                { $_ -in 90..97 } { $style.Colour = $bright[$code - 90] }
            }
        }
    }
}

# A colour by its number among 256, or by its parts.
function Get-ExtendedColour([System.Collections.Generic.Queue[int]] $Codes) {
    if ($Codes.Dequeue() -eq 2) {
        return '#{0:x2}{1:x2}{2:x2}' -f $Codes.Dequeue(), $Codes.Dequeue(), $Codes.Dequeue()
    }

    $number = $Codes.Dequeue()
    if ($number -lt 16) {
        return ($palette + $bright)[$number]
    }

    $levels = 0, 95, 135, 175, 215, 255
    $parts = $number -ge 232 ? @(8 + 10 * ($number - 232)) * 3 : [Math]::Floor(($number - 16) / 36), ([Math]::Floor(($number - 16) / 6) % 6), (($number - 16) % 6) |
        ForEach-Object { $number -ge 232 ? $_ : $levels[$_] }
    '#{0:x2}{1:x2}{2:x2}' -f [int] $parts[0], [int] $parts[1], [int] $parts[2]
}

# The pieces of a command as somebody types it.
function Split-Command([string] $Command) {
    $style = @{ Colour = '#6cb6ff'; Bold = $false; Italic = $false; Underline = $false }
    @{ Text = 'PS> '; Style = $style }
    $tokens = $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Command, [ref] $tokens, [ref] $errors)
    $at = 0
    foreach ($token in $tokens | Where-Object Kind -NE EndOfInput) {
        $kind = $token.TokenFlags -band [System.Management.Automation.Language.TokenFlags]::CommandName ? 'Command'
            : $token.Kind -in 'StringLiteral', 'StringExpandable' ? 'String'
            : $token.Kind -in 'Variable', 'Parameter' ? "$($token.Kind)"
            : $token.TokenFlags -band [System.Management.Automation.Language.TokenFlags]::Keyword ? 'Keyword' : 'Type'
        $text = $Command.Substring($at, $token.Extent.EndOffset - $at)
        $at = $token.Extent.EndOffset
        @{ Text = $text; Style = @{ Colour = $typed[$kind]; Bold = $false; Italic = $false; Underline = $false } }
    }
}

# A line of the picture. What two blanks part stands where it belongs, and is as wide as its characters: columns are columns in any font.
function Format-Line($Pieces, [int] $Line) {
    $column = 0
    foreach ($piece in $Pieces) {
        $style = $piece.Style
        $more = ($style.Bold ? ' font-weight="bold"' : '') + ($style.Italic ? ' font-style="italic"' : '') +
            ($style.Underline ? ' text-decoration="underline"' : '') + ($style.Colour -eq $plain ? '' : " fill=`"$($style.Colour)`"")
        foreach ($words in [regex]::Matches($piece.Text, '\S+( \S+)*')) {
            '<text x="{0}" y="{1}" textLength="{2}"{3}>{4}</text>' -f
                ($margin + $cell * ($column + $words.Index)), ($bar + $row * ($Line + 1)), ($cell * $words.Length), $more,
                [System.Security.SecurityElement]::Escape($words.Value)
        }

        $column += $piece.Text.Length
    }
}

# Longer lines go on in the next, as in a terminal. Only the blank lines that part a command from what it wrote are left out.
function Get-OutputLine([string[]] $Lines) {
    $text = ($Lines -join "`n") -replace '\A(\s*\n)+' -replace '\s+\z'
    foreach ($line in $text ? $text -split '\n' : @()) {
        $pieces = @(Split-Style $line)
        $length = ($pieces | ForEach-Object { $_.Text.Length } | Measure-Object -Sum).Sum
        if ($length -le $columns) {
            , $pieces
            continue
        }

        $plainText = -join $pieces.Text
        for ($at = 0; $at -lt $length; $at += $columns) {
            , @(@{ Text = $plainText.Substring($at, [Math]::Min($columns, $length - $at)); Style = $pieces[0].Style })
        }
    }
}

function New-Picture([string] $Text) {
    $steps = [System.Collections.Generic.List[string]]::new()
    $line = 0
    $delay = 0.0
    foreach ($step in $Text -split '(?m)^\x1e' | Select-Object -Skip 1) {
        $lines = $step -split '\n'
        $steps.Add(('<g style="animation-delay:{0:0.0}s">' -f $delay))
        $steps.AddRange([string[]] @(Format-Line (Split-Command $lines[0]) ($line++)))
        $steps.Add('</g>')
        $steps.Add(('<g style="animation-delay:{0:0.0}s">' -f ($delay + $answer)))
        $written = @(Get-OutputLine ($lines | Select-Object -Skip 1))
        foreach ($pieces in $written) {
            $steps.AddRange([string[]] @(Format-Line $pieces ($line++)))
        }

        $steps.Add('</g>')
        # A command that writes nothing has the next one below it.
        $line += $written ? 1 : 0
        $delay += $pace
    }

    $width = 2 * $margin + $cell * $columns
    $height = $bar + $row * $line + $margin
    @(
        "<svg xmlns=`"http://www.w3.org/2000/svg`" viewBox=`"0 0 $width $height`" width=`"$width`" height=`"$height`" role=`"img`" aria-labelledby=`"t`">"
        '<title id="t">Missy in a terminal: asking, piping, switching providers, a fallback, an object and what it cost</title>'
        "<!-- Made by New-TerminalRecording.ps1 with PowerShell $($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor). -->"
        '<style>'
        '@media(prefers-reduced-motion:no-preference){g[style]{animation:show .2s backwards}}@keyframes show{from{opacity:0}}'
        '</style>'
        "<rect width=`"$width`" height=`"$height`" rx=`"9`" fill=`"#22272e`" stroke=`"#545d68`"/>"
        '<circle cx="20" cy="17" r="6" fill="#f47067"/><circle cx="40" cy="17" r="6" fill="#daaa3f"/><circle cx="60" cy="17" r="6" fill="#6bc46d"/>'
        "<g fill=`"$plain`" font-size=`"13`" font-family=`"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace`">"
        $steps
        '</g>'
        '</svg>'
        ''
    ) -join "`n"
}

$culture = [cultureinfo]::CurrentCulture
try {
    [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
    [System.IO.File]::WriteAllText($PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path), (New-Picture (Get-Recording)))
}
finally {
    [cultureinfo]::CurrentCulture = $culture
}

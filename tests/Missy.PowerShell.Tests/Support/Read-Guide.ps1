<#
The blocks of code of a guide, in order: Line, Language, Code, Shown (what a text block right behind it shows as output) and Services:
how the services behave from here on, where a comment `services: …` stands before it. That is rules of Start-MissySimulator -Fault
with ` | ` between, or nothing for good services; null where no such comment is.
#>
param([Parameter(Mandatory)] [string] $Path)

$text = [System.IO.File]::ReadAllText($Path) -replace "`r"
$last = $end = $null
foreach ($match in [regex]::Matches($text, '(?m)(?:^<!-- services:(?<services>.*)-->\n)?^```(?<language>\w*)\n(?<code>(?s:.*?))^```$')) {
    $language, $code = $match.Groups['language', 'code'].Value
    if ($language -eq 'text' -and $last -and $text.Substring($end, $match.Index - $end).Trim() -eq '') {
        $last.Shown = $code
        $last = $null
        continue
    }

    $services = $match.Groups['services']
    $last = [pscustomobject]@{
        Line = ($text.Substring(0, $match.Groups['language'].Index) -split '\n').Count
        Language = $language
        Code = $code
        Shown = ''
        Services = $services.Success ? $services.Value.Trim() : $null
    }
    $end = $match.Index + $match.Length
    $last
}

#!/bin/sh
# Generates the demo clip (spec 8.3): 60 s, 320x180, the time burned in, a tick each second. Needs ffmpeg and the DejaVu fonts.
set -eu
cd "$(dirname "$0")/../public/demo"
font=/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf

# The bar crosses the picture once, and the lamp lights up at the start of each second: drift shows at a glance.
ffmpeg -y -v error \
  -f lavfi -i "color=c=0x15171c:s=320x180:r=25:d=60" \
  -f lavfi -i "color=c=0xf2b84b:s=320x6:r=25:d=60" \
  -f lavfi -i "aevalsrc='0.5*sin(2*PI*if(eq(mod(floor(t),10),0),1320,880)*t)*lt(mod(t,1),0.05)':s=24000:d=60" \
  -filter_complex "
    [0:v]drawtext=fontfile=$font:text='%{pts\:hms}':x=(w-tw)/2:y=66:fontsize=34:fontcolor=0xf5f1e8,
      drawtext=fontfile=$font:text='USHER DEMO':x=(w-tw)/2:y=24:fontsize=14:fontcolor=0xa9a497,
      drawbox=x=148:y=124:w=24:h=24:color=0xf2b84b:t=fill:enable='lt(mod(t,1),0.12)'[picture];
    [picture][1:v]overlay=x='-320+320*t/60':y=174[out]" \
  -map "[out]" -map 2:a \
  -c:v libx264 -profile:v high -preset veryslow -crf 30 -g 50 -pix_fmt yuv420p \
  -c:a aac -b:a 24k -ac 1 -movflags +faststart -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact \
  usher-demo.mp4

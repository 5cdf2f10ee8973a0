"""What Unicode says of characters. Categories of all; forms and numbers below U+2200, and of kana, Hangul and a few more.

Names are not here: their tables are larger than everything else. What is not supported
says so. The tables are those of Unicode 15.1: `char=what it consists of`, in hexadecimal.
"""

from _timeslice import char_category as category

__all__ = ["category", "combining", "decimal", "decomposition", "digit", "is_normalized", "lookup", "name", "normalize", "numeric", "unidata_version"]

unidata_version = "15.1.0"

_CANONICAL = """
c0=41.300 c1=41.301 c2=41.302 c3=41.303 c4=41.308 c5=41.30a c7=43.327 c8=45.300 c9=45.301 ca=45.302 cb=45.308 cc=49.300
cd=49.301 ce=49.302 cf=49.308 d1=4e.303 d2=4f.300 d3=4f.301 d4=4f.302 d5=4f.303 d6=4f.308 d9=55.300 da=55.301 db=55.302
dc=55.308 dd=59.301 e0=61.300 e1=61.301 e2=61.302 e3=61.303 e4=61.308 e5=61.30a e7=63.327 e8=65.300 e9=65.301 ea=65.302
eb=65.308 ec=69.300 ed=69.301 ee=69.302 ef=69.308 f1=6e.303 f2=6f.300 f3=6f.301 f4=6f.302 f5=6f.303 f6=6f.308 f9=75.300
fa=75.301 fb=75.302 fc=75.308 fd=79.301 ff=79.308 100=41.304 101=61.304 102=41.306 103=61.306 104=41.328 105=61.328
106=43.301 107=63.301 108=43.302 109=63.302 10a=43.307 10b=63.307 10c=43.30c 10d=63.30c 10e=44.30c 10f=64.30c 112=45.304
113=65.304 114=45.306 115=65.306 116=45.307 117=65.307 118=45.328 119=65.328 11a=45.30c 11b=65.30c 11c=47.302 11d=67.302
11e=47.306 11f=67.306 120=47.307 121=67.307 122=47.327 123=67.327 124=48.302 125=68.302 128=49.303 129=69.303 12a=49.304
12b=69.304 12c=49.306 12d=69.306 12e=49.328 12f=69.328 130=49.307 134=4a.302 135=6a.302 136=4b.327 137=6b.327 139=4c.301
13a=6c.301 13b=4c.327 13c=6c.327 13d=4c.30c 13e=6c.30c 143=4e.301 144=6e.301 145=4e.327 146=6e.327 147=4e.30c 148=6e.30c
14c=4f.304 14d=6f.304 14e=4f.306 14f=6f.306 150=4f.30b 151=6f.30b 154=52.301 155=72.301 156=52.327 157=72.327 158=52.30c
159=72.30c 15a=53.301 15b=73.301 15c=53.302 15d=73.302 15e=53.327 15f=73.327 160=53.30c 161=73.30c 162=54.327 163=74.327
164=54.30c 165=74.30c 168=55.303 169=75.303 16a=55.304 16b=75.304 16c=55.306 16d=75.306 16e=55.30a 16f=75.30a 170=55.30b
171=75.30b 172=55.328 173=75.328 174=57.302 175=77.302 176=59.302 177=79.302 178=59.308 179=5a.301 17a=7a.301 17b=5a.307
17c=7a.307 17d=5a.30c 17e=7a.30c 1a0=4f.31b 1a1=6f.31b 1af=55.31b 1b0=75.31b 1cd=41.30c 1ce=61.30c 1cf=49.30c 1d0=69.30c
1d1=4f.30c 1d2=6f.30c 1d3=55.30c 1d4=75.30c 1d5=dc.304 1d6=fc.304 1d7=dc.301 1d8=fc.301 1d9=dc.30c 1da=fc.30c 1db=dc.300
1dc=fc.300 1de=c4.304 1df=e4.304 1e0=226.304 1e1=227.304 1e2=c6.304 1e3=e6.304 1e6=47.30c 1e7=67.30c 1e8=4b.30c
1e9=6b.30c 1ea=4f.328 1eb=6f.328 1ec=1ea.304 1ed=1eb.304 1ee=1b7.30c 1ef=292.30c 1f0=6a.30c 1f4=47.301 1f5=67.301
1f8=4e.300 1f9=6e.300 1fa=c5.301 1fb=e5.301 1fc=c6.301 1fd=e6.301 1fe=d8.301 1ff=f8.301 200=41.30f 201=61.30f 202=41.311
203=61.311 204=45.30f 205=65.30f 206=45.311 207=65.311 208=49.30f 209=69.30f 20a=49.311 20b=69.311 20c=4f.30f 20d=6f.30f
20e=4f.311 20f=6f.311 210=52.30f 211=72.30f 212=52.311 213=72.311 214=55.30f 215=75.30f 216=55.311 217=75.311 218=53.326
219=73.326 21a=54.326 21b=74.326 21e=48.30c 21f=68.30c 226=41.307 227=61.307 228=45.327 229=65.327 22a=d6.304 22b=f6.304
22c=d5.304 22d=f5.304 22e=4f.307 22f=6f.307 230=22e.304 231=22f.304 232=59.304 233=79.304 340=300 341=301 343=313
344=308.301 374=2b9 37e=3b 385=a8.301 386=391.301 387=b7 388=395.301 389=397.301 38a=399.301 38c=39f.301 38e=3a5.301
38f=3a9.301 390=3ca.301 3aa=399.308 3ab=3a5.308 3ac=3b1.301 3ad=3b5.301 3ae=3b7.301 3af=3b9.301 3b0=3cb.301 3ca=3b9.308
3cb=3c5.308 3cc=3bf.301 3cd=3c5.301 3ce=3c9.301 3d3=3d2.301 3d4=3d2.308 400=415.300 401=415.308 403=413.301 407=406.308
40c=41a.301 40d=418.300 40e=423.306 419=418.306 439=438.306 450=435.300 451=435.308 453=433.301 457=456.308 45c=43a.301
45d=438.300 45e=443.306 476=474.30f 477=475.30f 4c1=416.306 4c2=436.306 4d0=410.306 4d1=430.306 4d2=410.308 4d3=430.308
4d6=415.306 4d7=435.306 4da=4d8.308 4db=4d9.308 4dc=416.308 4dd=436.308 4de=417.308 4df=437.308 4e2=418.304 4e3=438.304
4e4=418.308 4e5=438.308 4e6=41e.308 4e7=43e.308 4ea=4e8.308 4eb=4e9.308 4ec=42d.308 4ed=44d.308 4ee=423.304 4ef=443.304
4f0=423.308 4f1=443.308 4f2=423.30b 4f3=443.30b 4f4=427.308 4f5=447.308 4f8=42b.308 4f9=44b.308 622=627.653 623=627.654
624=648.654 625=627.655 626=64a.654 6c0=6d5.654 6c2=6c1.654 6d3=6d2.654 929=928.93c 931=930.93c 934=933.93c 958=915.93c
959=916.93c 95a=917.93c 95b=91c.93c 95c=921.93c 95d=922.93c 95e=92b.93c 95f=92f.93c 9cb=9c7.9be 9cc=9c7.9d7 9dc=9a1.9bc
9dd=9a2.9bc 9df=9af.9bc a33=a32.a3c a36=a38.a3c a59=a16.a3c a5a=a17.a3c a5b=a1c.a3c a5e=a2b.a3c b48=b47.b56 b4b=b47.b3e
b4c=b47.b57 b5c=b21.b3c b5d=b22.b3c b94=b92.bd7 bca=bc6.bbe bcb=bc7.bbe bcc=bc6.bd7 c48=c46.c56 cc0=cbf.cd5 cc7=cc6.cd5
cc8=cc6.cd6 cca=cc6.cc2 ccb=cca.cd5 d4a=d46.d3e d4b=d47.d3e d4c=d46.d57 dda=dd9.dca ddc=dd9.dcf ddd=ddc.dca dde=dd9.ddf
f43=f42.fb7 f4d=f4c.fb7 f52=f51.fb7 f57=f56.fb7 f5c=f5b.fb7 f69=f40.fb5 f73=f71.f72 f75=f71.f74 f76=fb2.f80 f78=fb3.f80
f81=f71.f80 f93=f92.fb7 f9d=f9c.fb7 fa2=fa1.fb7 fa7=fa6.fb7 fac=fab.fb7 fb9=f90.fb5 1026=1025.102e 1b06=1b05.1b35
1b08=1b07.1b35 1b0a=1b09.1b35 1b0c=1b0b.1b35 1b0e=1b0d.1b35 1b12=1b11.1b35 1b3b=1b3a.1b35 1b3d=1b3c.1b35 1b40=1b3e.1b35
1b41=1b3f.1b35 1b43=1b42.1b35 1e00=41.325 1e01=61.325 1e02=42.307 1e03=62.307 1e04=42.323 1e05=62.323 1e06=42.331
1e07=62.331 1e08=c7.301 1e09=e7.301 1e0a=44.307 1e0b=64.307 1e0c=44.323 1e0d=64.323 1e0e=44.331 1e0f=64.331 1e10=44.327
1e11=64.327 1e12=44.32d 1e13=64.32d 1e14=112.300 1e15=113.300 1e16=112.301 1e17=113.301 1e18=45.32d 1e19=65.32d
1e1a=45.330 1e1b=65.330 1e1c=228.306 1e1d=229.306 1e1e=46.307 1e1f=66.307 1e20=47.304 1e21=67.304 1e22=48.307
1e23=68.307 1e24=48.323 1e25=68.323 1e26=48.308 1e27=68.308 1e28=48.327 1e29=68.327 1e2a=48.32e 1e2b=68.32e 1e2c=49.330
1e2d=69.330 1e2e=cf.301 1e2f=ef.301 1e30=4b.301 1e31=6b.301 1e32=4b.323 1e33=6b.323 1e34=4b.331 1e35=6b.331 1e36=4c.323
1e37=6c.323 1e38=1e36.304 1e39=1e37.304 1e3a=4c.331 1e3b=6c.331 1e3c=4c.32d 1e3d=6c.32d 1e3e=4d.301 1e3f=6d.301
1e40=4d.307 1e41=6d.307 1e42=4d.323 1e43=6d.323 1e44=4e.307 1e45=6e.307 1e46=4e.323 1e47=6e.323 1e48=4e.331 1e49=6e.331
1e4a=4e.32d 1e4b=6e.32d 1e4c=d5.301 1e4d=f5.301 1e4e=d5.308 1e4f=f5.308 1e50=14c.300 1e51=14d.300 1e52=14c.301
1e53=14d.301 1e54=50.301 1e55=70.301 1e56=50.307 1e57=70.307 1e58=52.307 1e59=72.307 1e5a=52.323 1e5b=72.323
1e5c=1e5a.304 1e5d=1e5b.304 1e5e=52.331 1e5f=72.331 1e60=53.307 1e61=73.307 1e62=53.323 1e63=73.323 1e64=15a.307
1e65=15b.307 1e66=160.307 1e67=161.307 1e68=1e62.307 1e69=1e63.307 1e6a=54.307 1e6b=74.307 1e6c=54.323 1e6d=74.323
1e6e=54.331 1e6f=74.331 1e70=54.32d 1e71=74.32d 1e72=55.324 1e73=75.324 1e74=55.330 1e75=75.330 1e76=55.32d 1e77=75.32d
1e78=168.301 1e79=169.301 1e7a=16a.308 1e7b=16b.308 1e7c=56.303 1e7d=76.303 1e7e=56.323 1e7f=76.323 1e80=57.300
1e81=77.300 1e82=57.301 1e83=77.301 1e84=57.308 1e85=77.308 1e86=57.307 1e87=77.307 1e88=57.323 1e89=77.323 1e8a=58.307
1e8b=78.307 1e8c=58.308 1e8d=78.308 1e8e=59.307 1e8f=79.307 1e90=5a.302 1e91=7a.302 1e92=5a.323 1e93=7a.323 1e94=5a.331
1e95=7a.331 1e96=68.331 1e97=74.308 1e98=77.30a 1e99=79.30a 1e9b=17f.307 1ea0=41.323 1ea1=61.323 1ea2=41.309 1ea3=61.309
1ea4=c2.301 1ea5=e2.301 1ea6=c2.300 1ea7=e2.300 1ea8=c2.309 1ea9=e2.309 1eaa=c2.303 1eab=e2.303 1eac=1ea0.302
1ead=1ea1.302 1eae=102.301 1eaf=103.301 1eb0=102.300 1eb1=103.300 1eb2=102.309 1eb3=103.309 1eb4=102.303 1eb5=103.303
1eb6=1ea0.306 1eb7=1ea1.306 1eb8=45.323 1eb9=65.323 1eba=45.309 1ebb=65.309 1ebc=45.303 1ebd=65.303 1ebe=ca.301
1ebf=ea.301 1ec0=ca.300 1ec1=ea.300 1ec2=ca.309 1ec3=ea.309 1ec4=ca.303 1ec5=ea.303 1ec6=1eb8.302 1ec7=1eb9.302
1ec8=49.309 1ec9=69.309 1eca=49.323 1ecb=69.323 1ecc=4f.323 1ecd=6f.323 1ece=4f.309 1ecf=6f.309 1ed0=d4.301 1ed1=f4.301
1ed2=d4.300 1ed3=f4.300 1ed4=d4.309 1ed5=f4.309 1ed6=d4.303 1ed7=f4.303 1ed8=1ecc.302 1ed9=1ecd.302 1eda=1a0.301
1edb=1a1.301 1edc=1a0.300 1edd=1a1.300 1ede=1a0.309 1edf=1a1.309 1ee0=1a0.303 1ee1=1a1.303 1ee2=1a0.323 1ee3=1a1.323
1ee4=55.323 1ee5=75.323 1ee6=55.309 1ee7=75.309 1ee8=1af.301 1ee9=1b0.301 1eea=1af.300 1eeb=1b0.300 1eec=1af.309
1eed=1b0.309 1eee=1af.303 1eef=1b0.303 1ef0=1af.323 1ef1=1b0.323 1ef2=59.300 1ef3=79.300 1ef4=59.323 1ef5=79.323
1ef6=59.309 1ef7=79.309 1ef8=59.303 1ef9=79.303 1f00=3b1.313 1f01=3b1.314 1f02=1f00.300 1f03=1f01.300 1f04=1f00.301
1f05=1f01.301 1f06=1f00.342 1f07=1f01.342 1f08=391.313 1f09=391.314 1f0a=1f08.300 1f0b=1f09.300 1f0c=1f08.301
1f0d=1f09.301 1f0e=1f08.342 1f0f=1f09.342 1f10=3b5.313 1f11=3b5.314 1f12=1f10.300 1f13=1f11.300 1f14=1f10.301
1f15=1f11.301 1f18=395.313 1f19=395.314 1f1a=1f18.300 1f1b=1f19.300 1f1c=1f18.301 1f1d=1f19.301 1f20=3b7.313
1f21=3b7.314 1f22=1f20.300 1f23=1f21.300 1f24=1f20.301 1f25=1f21.301 1f26=1f20.342 1f27=1f21.342 1f28=397.313
1f29=397.314 1f2a=1f28.300 1f2b=1f29.300 1f2c=1f28.301 1f2d=1f29.301 1f2e=1f28.342 1f2f=1f29.342 1f30=3b9.313
1f31=3b9.314 1f32=1f30.300 1f33=1f31.300 1f34=1f30.301 1f35=1f31.301 1f36=1f30.342 1f37=1f31.342 1f38=399.313
1f39=399.314 1f3a=1f38.300 1f3b=1f39.300 1f3c=1f38.301 1f3d=1f39.301 1f3e=1f38.342 1f3f=1f39.342 1f40=3bf.313
1f41=3bf.314 1f42=1f40.300 1f43=1f41.300 1f44=1f40.301 1f45=1f41.301 1f48=39f.313 1f49=39f.314 1f4a=1f48.300
1f4b=1f49.300 1f4c=1f48.301 1f4d=1f49.301 1f50=3c5.313 1f51=3c5.314 1f52=1f50.300 1f53=1f51.300 1f54=1f50.301
1f55=1f51.301 1f56=1f50.342 1f57=1f51.342 1f59=3a5.314 1f5b=1f59.300 1f5d=1f59.301 1f5f=1f59.342 1f60=3c9.313
1f61=3c9.314 1f62=1f60.300 1f63=1f61.300 1f64=1f60.301 1f65=1f61.301 1f66=1f60.342 1f67=1f61.342 1f68=3a9.313
1f69=3a9.314 1f6a=1f68.300 1f6b=1f69.300 1f6c=1f68.301 1f6d=1f69.301 1f6e=1f68.342 1f6f=1f69.342 1f70=3b1.300 1f71=3ac
1f72=3b5.300 1f73=3ad 1f74=3b7.300 1f75=3ae 1f76=3b9.300 1f77=3af 1f78=3bf.300 1f79=3cc 1f7a=3c5.300 1f7b=3cd
1f7c=3c9.300 1f7d=3ce 1f80=1f00.345 1f81=1f01.345 1f82=1f02.345 1f83=1f03.345 1f84=1f04.345 1f85=1f05.345 1f86=1f06.345
1f87=1f07.345 1f88=1f08.345 1f89=1f09.345 1f8a=1f0a.345 1f8b=1f0b.345 1f8c=1f0c.345 1f8d=1f0d.345 1f8e=1f0e.345
1f8f=1f0f.345 1f90=1f20.345 1f91=1f21.345 1f92=1f22.345 1f93=1f23.345 1f94=1f24.345 1f95=1f25.345 1f96=1f26.345
1f97=1f27.345 1f98=1f28.345 1f99=1f29.345 1f9a=1f2a.345 1f9b=1f2b.345 1f9c=1f2c.345 1f9d=1f2d.345 1f9e=1f2e.345
1f9f=1f2f.345 1fa0=1f60.345 1fa1=1f61.345 1fa2=1f62.345 1fa3=1f63.345 1fa4=1f64.345 1fa5=1f65.345 1fa6=1f66.345
1fa7=1f67.345 1fa8=1f68.345 1fa9=1f69.345 1faa=1f6a.345 1fab=1f6b.345 1fac=1f6c.345 1fad=1f6d.345 1fae=1f6e.345
1faf=1f6f.345 1fb0=3b1.306 1fb1=3b1.304 1fb2=1f70.345 1fb3=3b1.345 1fb4=3ac.345 1fb6=3b1.342 1fb7=1fb6.345 1fb8=391.306
1fb9=391.304 1fba=391.300 1fbb=386 1fbc=391.345 1fbe=3b9 1fc1=a8.342 1fc2=1f74.345 1fc3=3b7.345 1fc4=3ae.345
1fc6=3b7.342 1fc7=1fc6.345 1fc8=395.300 1fc9=388 1fca=397.300 1fcb=389 1fcc=397.345 1fcd=1fbf.300 1fce=1fbf.301
1fcf=1fbf.342 1fd0=3b9.306 1fd1=3b9.304 1fd2=3ca.300 1fd3=390 1fd6=3b9.342 1fd7=3ca.342 1fd8=399.306 1fd9=399.304
1fda=399.300 1fdb=38a 1fdd=1ffe.300 1fde=1ffe.301 1fdf=1ffe.342 1fe0=3c5.306 1fe1=3c5.304 1fe2=3cb.300 1fe3=3b0
1fe4=3c1.313 1fe5=3c1.314 1fe6=3c5.342 1fe7=3cb.342 1fe8=3a5.306 1fe9=3a5.304 1fea=3a5.300 1feb=38e 1fec=3a1.314
1fed=a8.300 1fee=385 1fef=60 1ff2=1f7c.345 1ff3=3c9.345 1ff4=3ce.345 1ff6=3c9.342 1ff7=1ff6.345 1ff8=39f.300 1ff9=38c
1ffa=3a9.300 1ffb=38f 1ffc=3a9.345 1ffd=b4 2000=2002 2001=2003 2126=3a9 212a=4b 212b=c5 219a=2190.338 219b=2192.338
21ae=2194.338 21cd=21d0.338 21ce=21d4.338 21cf=21d2.338 304c=304b.3099 304e=304d.3099 3050=304f.3099 3052=3051.3099
3054=3053.3099 3056=3055.3099 3058=3057.3099 305a=3059.3099 305c=305b.3099 305e=305d.3099 3060=305f.3099 3062=3061.3099
3065=3064.3099 3067=3066.3099 3069=3068.3099 3070=306f.3099 3071=306f.309a 3073=3072.3099 3074=3072.309a 3076=3075.3099
3077=3075.309a 3079=3078.3099 307a=3078.309a 307c=307b.3099 307d=307b.309a 3094=3046.3099 309e=309d.3099 30ac=30ab.3099
30ae=30ad.3099 30b0=30af.3099 30b2=30b1.3099 30b4=30b3.3099 30b6=30b5.3099 30b8=30b7.3099 30ba=30b9.3099 30bc=30bb.3099
30be=30bd.3099 30c0=30bf.3099 30c2=30c1.3099 30c5=30c4.3099 30c7=30c6.3099 30c9=30c8.3099 30d0=30cf.3099 30d1=30cf.309a
30d3=30d2.3099 30d4=30d2.309a 30d6=30d5.3099 30d7=30d5.309a 30d9=30d8.3099 30da=30d8.309a 30dc=30db.3099 30dd=30db.309a
30f4=30a6.3099 30f7=30ef.3099 30f8=30f0.3099 30f9=30f1.3099 30fa=30f2.3099 30fe=30fd.3099
"""
_COMPATIBLE = """
a0=20 a8=20.308 aa=61 af=20.304 b2=32 b3=33 b4=20.301 b5=3bc b8=20.327 b9=31 ba=6f bc=31.2044.34 bd=31.2044.32
be=33.2044.34 132=49.4a 133=69.6a 13f=4c.b7 140=6c.b7 149=2bc.6e 17f=73 1c4=44.17d 1c5=44.17e 1c6=64.17e 1c7=4c.4a
1c8=4c.6a 1c9=6c.6a 1ca=4e.4a 1cb=4e.6a 1cc=6e.6a 1f1=44.5a 1f2=44.7a 1f3=64.7a 2b0=68 2b1=266 2b2=6a 2b3=72 2b4=279
2b5=27b 2b6=281 2b7=77 2b8=79 2d8=20.306 2d9=20.307 2da=20.30a 2db=20.328 2dc=20.303 2dd=20.30b 2e0=263 2e1=6c 2e2=73
2e3=78 2e4=295 37a=20.345 384=20.301 3d0=3b2 3d1=3b8 3d2=3a5 3d5=3c6 3d6=3c0 3f0=3ba 3f1=3c1 3f2=3c2 3f4=398 3f5=3b5
3f9=3a3 587=565.582 675=627.674 676=648.674 677=6c7.674 678=64a.674 e33=e4d.e32 eb3=ecd.eb2 edc=eab.e99 edd=eab.ea1
f0c=f0b f77=fb2.f81 f79=fb3.f81 10fc=10dc 1d2c=41 1d2d=c6 1d2e=42 1d30=44 1d31=45 1d32=18e 1d33=47 1d34=48 1d35=49
1d36=4a 1d37=4b 1d38=4c 1d39=4d 1d3a=4e 1d3c=4f 1d3d=222 1d3e=50 1d3f=52 1d40=54 1d41=55 1d42=57 1d43=61 1d44=250
1d45=251 1d46=1d02 1d47=62 1d48=64 1d49=65 1d4a=259 1d4b=25b 1d4c=25c 1d4d=67 1d4f=6b 1d50=6d 1d51=14b 1d52=6f 1d53=254
1d54=1d16 1d55=1d17 1d56=70 1d57=74 1d58=75 1d59=1d1d 1d5a=26f 1d5b=76 1d5c=1d25 1d5d=3b2 1d5e=3b3 1d5f=3b4 1d60=3c6
1d61=3c7 1d62=69 1d63=72 1d64=75 1d65=76 1d66=3b2 1d67=3b3 1d68=3c1 1d69=3c6 1d6a=3c7 1d78=43d 1d9b=252 1d9c=63 1d9d=255
1d9e=f0 1d9f=25c 1da0=66 1da1=25f 1da2=261 1da3=265 1da4=268 1da5=269 1da6=26a 1da7=1d7b 1da8=29d 1da9=26d 1daa=1d85
1dab=29f 1dac=271 1dad=270 1dae=272 1daf=273 1db0=274 1db1=275 1db2=278 1db3=282 1db4=283 1db5=1ab 1db6=289 1db7=28a
1db8=1d1c 1db9=28b 1dba=28c 1dbb=7a 1dbc=290 1dbd=291 1dbe=292 1dbf=3b8 1e9a=61.2be 1fbd=20.313 1fbf=20.313 1fc0=20.342
1ffe=20.314 2002=20 2003=20 2004=20 2005=20 2006=20 2007=20 2008=20 2009=20 200a=20 2011=2010 2017=20.333 2024=2e
2025=2e.2e 2026=2e.2e.2e 202f=20 2033=2032.2032 2034=2032.2032.2032 2036=2035.2035 2037=2035.2035.2035 203c=21.21
203e=20.305 2047=3f.3f 2048=3f.21 2049=21.3f 2057=2032.2032.2032.2032 205f=20 2070=30 2071=69 2074=34 2075=35 2076=36
2077=37 2078=38 2079=39 207a=2b 207b=2212 207c=3d 207d=28 207e=29 207f=6e 2080=30 2081=31 2082=32 2083=33 2084=34
2085=35 2086=36 2087=37 2088=38 2089=39 208a=2b 208b=2212 208c=3d 208d=28 208e=29 2090=61 2091=65 2092=6f 2093=78
2094=259 2095=68 2096=6b 2097=6c 2098=6d 2099=6e 209a=70 209b=73 209c=74 20a8=52.73 2100=61.2f.63 2101=61.2f.73 2102=43
2103=b0.43 2105=63.2f.6f 2106=63.2f.75 2107=190 2109=b0.46 210a=67 210b=48 210c=48 210d=48 210e=68 210f=127 2110=49
2111=49 2112=4c 2113=6c 2115=4e 2116=4e.6f 2119=50 211a=51 211b=52 211c=52 211d=52 2120=53.4d 2121=54.45.4c 2122=54.4d
2124=5a 2128=5a 212c=42 212d=43 212f=65 2130=45 2131=46 2133=4d 2134=6f 2135=5d0 2136=5d1 2137=5d2 2138=5d3 2139=69
213b=46.41.58 213c=3c0 213d=3b3 213e=393 213f=3a0 2140=2211 2145=44 2146=64 2147=65 2148=69 2149=6a 2150=31.2044.37
2151=31.2044.39 2152=31.2044.31.30 2153=31.2044.33 2154=32.2044.33 2155=31.2044.35 2156=32.2044.35 2157=33.2044.35
2158=34.2044.35 2159=31.2044.36 215a=35.2044.36 215b=31.2044.38 215c=33.2044.38 215d=35.2044.38 215e=37.2044.38
215f=31.2044 2160=49 2161=49.49 2162=49.49.49 2163=49.56 2164=56 2165=56.49 2166=56.49.49 2167=56.49.49.49 2168=49.58
2169=58 216a=58.49 216b=58.49.49 216c=4c 216d=43 216e=44 216f=4d 2170=69 2171=69.69 2172=69.69.69 2173=69.76 2174=76
2175=76.69 2176=76.69.69 2177=76.69.69.69 2178=69.78 2179=78 217a=78.69 217b=78.69.69 217c=6c 217d=63 217e=64 217f=6d
2189=30.2044.33 2460=31 2461=32 2462=33 2463=34 2464=35 2465=36 2466=37 2467=38 2468=39 2469=31.30 246a=31.31 246b=31.32
246c=31.33 246d=31.34 246e=31.35 246f=31.36 2470=31.37 2471=31.38 2472=31.39 2473=32.30 2474=28.31.29 2475=28.32.29
2476=28.33.29 2477=28.34.29 2478=28.35.29 2479=28.36.29 247a=28.37.29 247b=28.38.29 247c=28.39.29 247d=28.31.30.29
247e=28.31.31.29 247f=28.31.32.29 2480=28.31.33.29 2481=28.31.34.29 2482=28.31.35.29 2483=28.31.36.29 2484=28.31.37.29
2485=28.31.38.29 2486=28.31.39.29 2487=28.32.30.29 2488=31.2e 2489=32.2e 248a=33.2e 248b=34.2e 248c=35.2e 248d=36.2e
248e=37.2e 248f=38.2e 2490=39.2e 2491=31.30.2e 2492=31.31.2e 2493=31.32.2e 2494=31.33.2e 2495=31.34.2e 2496=31.35.2e
2497=31.36.2e 2498=31.37.2e 2499=31.38.2e 249a=31.39.2e 249b=32.30.2e 249c=28.61.29 249d=28.62.29 249e=28.63.29
249f=28.64.29 24a0=28.65.29 24a1=28.66.29 24a2=28.67.29 24a3=28.68.29 24a4=28.69.29 24a5=28.6a.29 24a6=28.6b.29
24a7=28.6c.29 24a8=28.6d.29 24a9=28.6e.29 24aa=28.6f.29 24ab=28.70.29 24ac=28.71.29 24ad=28.72.29 24ae=28.73.29
24af=28.74.29 24b0=28.75.29 24b1=28.76.29 24b2=28.77.29 24b3=28.78.29 24b4=28.79.29 24b5=28.7a.29 24b6=41 24b7=42
24b8=43 24b9=44 24ba=45 24bb=46 24bc=47 24bd=48 24be=49 24bf=4a 24c0=4b 24c1=4c 24c2=4d 24c3=4e 24c4=4f 24c5=50 24c6=51
24c7=52 24c8=53 24c9=54 24ca=55 24cb=56 24cc=57 24cd=58 24ce=59 24cf=5a 24d0=61 24d1=62 24d2=63 24d3=64 24d4=65 24d5=66
24d6=67 24d7=68 24d8=69 24d9=6a 24da=6b 24db=6c 24dc=6d 24dd=6e 24de=6f 24df=70 24e0=71 24e1=72 24e2=73 24e3=74 24e4=75
24e5=76 24e6=77 24e7=78 24e8=79 24e9=7a 24ea=30 3000=20 3036=3012 3038=5341 3039=5344 303a=5345 309b=20.3099
309c=20.309a 309f=3088.308a 30ff=30b3.30c8 fb00=66.66 fb01=66.69 fb02=66.6c fb03=66.66.69 fb04=66.66.6c fb05=17f.74
fb06=73.74 ff01=21 ff02=22 ff03=23 ff04=24 ff05=25 ff06=26 ff07=27 ff08=28 ff09=29 ff0a=2a ff0b=2b ff0c=2c ff0d=2d
ff0e=2e ff0f=2f ff10=30 ff11=31 ff12=32 ff13=33 ff14=34 ff15=35 ff16=36 ff17=37 ff18=38 ff19=39 ff1a=3a ff1b=3b ff1c=3c
ff1d=3d ff1e=3e ff1f=3f ff20=40 ff21=41 ff22=42 ff23=43 ff24=44 ff25=45 ff26=46 ff27=47 ff28=48 ff29=49 ff2a=4a ff2b=4b
ff2c=4c ff2d=4d ff2e=4e ff2f=4f ff30=50 ff31=51 ff32=52 ff33=53 ff34=54 ff35=55 ff36=56 ff37=57 ff38=58 ff39=59 ff3a=5a
ff3b=5b ff3c=5c ff3d=5d ff3e=5e ff3f=5f ff40=60 ff41=61 ff42=62 ff43=63 ff44=64 ff45=65 ff46=66 ff47=67 ff48=68 ff49=69
ff4a=6a ff4b=6b ff4c=6c ff4d=6d ff4e=6e ff4f=6f ff50=70 ff51=71 ff52=72 ff53=73 ff54=74 ff55=75 ff56=76 ff57=77 ff58=78
ff59=79 ff5a=7a ff5b=7b ff5c=7c ff5d=7d ff5e=7e ff5f=2985 ff60=2986 ff61=3002 ff62=300c ff63=300d ff64=3001 ff65=30fb
ff66=30f2 ff67=30a1 ff68=30a3 ff69=30a5 ff6a=30a7 ff6b=30a9 ff6c=30e3 ff6d=30e5 ff6e=30e7 ff6f=30c3 ff70=30fc ff71=30a2
ff72=30a4 ff73=30a6 ff74=30a8 ff75=30aa ff76=30ab ff77=30ad ff78=30af ff79=30b1 ff7a=30b3 ff7b=30b5 ff7c=30b7 ff7d=30b9
ff7e=30bb ff7f=30bd ff80=30bf ff81=30c1 ff82=30c4 ff83=30c6 ff84=30c8 ff85=30ca ff86=30cb ff87=30cc ff88=30cd ff89=30ce
ff8a=30cf ff8b=30d2 ff8c=30d5 ff8d=30d8 ff8e=30db ff8f=30de ff90=30df ff91=30e0 ff92=30e1 ff93=30e2 ff94=30e4 ff95=30e6
ff96=30e8 ff97=30e9 ff98=30ea ff99=30eb ff9a=30ec ff9b=30ed ff9c=30ef ff9d=30f3 ff9e=3099 ff9f=309a ffa0=3164 ffa1=3131
ffa2=3132 ffa3=3133 ffa4=3134 ffa5=3135 ffa6=3136 ffa7=3137 ffa8=3138 ffa9=3139 ffaa=313a ffab=313b ffac=313c ffad=313d
ffae=313e ffaf=313f ffb0=3140 ffb1=3141 ffb2=3142 ffb3=3143 ffb4=3144 ffb5=3145 ffb6=3146 ffb7=3147 ffb8=3148 ffb9=3149
ffba=314a ffbb=314b ffbc=314c ffbd=314d ffbe=314e ffc2=314f ffc3=3150 ffc4=3151 ffc5=3152 ffc6=3153 ffc7=3154 ffca=3155
ffcb=3156 ffcc=3157 ffcd=3158 ffce=3159 ffcf=315a ffd2=315b ffd3=315c ffd4=315d ffd5=315e ffd6=315f ffd7=3160 ffda=3161
ffdb=3162 ffdc=3163 ffe0=a2 ffe1=a3 ffe2=ac ffe3=af ffe4=a6 ffe5=a5 ffe6=20a9 ffe8=2502 ffe9=2190 ffea=2191 ffeb=2192
ffec=2193 ffed=25a0 ffee=25cb
"""
# Never composed again.
_EXCLUDED = """ 344 958 959 95a 95b 95c 95d 95e 95f 9dc 9dd 9df a33 a36 a59 a5a a5b a5e b5c b5d f43 f4d f52 f57 f5c f69 f73 f75 f76 f78 f81 f93 f9d fa2 fa7 fac fb9 """
_COMBINING = """
1=334:338.1cd4.1ce2:1ce8.20d2:20d3.20d8:20da.20e5:20e6.20ea:20eb 7=93c.9bc.a3c.abc.b3c.c3c.cbc.1037.1b34.1be6.1c37
8=3099:309a
9=94d.9cd.a4d.acd.b4d.bcd.c4d.ccd.d3b:d3c.d4d.dca.e3a.eba.f84.1039:103a.1714:1715.1734.17d2.1a60.1b44.1baa:1bab.1bf2:1bf3
10=5b0 11=5b1 12=5b2 13=5b3 14=5b4 15=5b5 16=5b6 17=5b7 18=5b8.5c7 19=5b9:5ba 20=5bb 21=5bc 22=5bd 23=5bf 24=5c1 25=5c2
27=64b.8f0 28=64c.8f1 29=64d.8f2 30=618.64e 31=619.64f 32=61a.650 33=651 34=652 35=670 36=711 84=c55 91=c56 103=e38:e39
107=e48:e4b 118=eb8:eb9 122=ec8:ecb 129=f71 130=f72.f7a:f7d.f80 132=f74 202=321:322.327:328.1dd0 214=1dce 216=31b.f39
218=1dfa.302a
220=316:319.31c:320.323:326.329:333.339:33c.347:349.34d:34e.353:356.359:35a.591.596.59b.5a2:5a7.5aa.5c5.655:656.65c.65f.6e3.6ea.6ed.731.734.737:739.73b:73c.73e.742.744.746.748.7f2.7fd.859:85b.899:89b.8cf:8d3.8e3.8e6.8e9.8ed:8ef.8f6.8f9:8fa.952.f18:f19.f35.f37.fc6.108d.193b.1a18.1a7f.1ab5:1aba.1abd.1abf:1ac0.1ac3:1ac4.1aca.1b6c.1cd5:1cd9.1cdc:1cdf.1ced.1dc2.1dca.1dcf.1df9.1dfd.1dff.20e8.20ec:20ef
222=59a.5ad.1939.302d 224=302e:302f 228=5ae.18a9.1df7:1df8.302b
230=300:314.33d:344.346.34a:34c.350:352.357.35b.363:36f.483:487.592:595.597:599.59c:5a1.5a8:5a9.5ab:5ac.5af.5c4.610:617.653:654.657:65b.65d:65e.6d6:6dc.6df:6e2.6e4.6e7:6e8.6eb:6ec.730.732:733.735:736.73a.73d.73f:741.743.745.747.749:74a.7eb:7f1.7f3.816:819.81b:823.825:827.829:82d.898.89c:89f.8ca:8ce.8d4:8e1.8e4:8e5.8e7:8e8.8ea:8ec.8f3:8f5.8f7:8f8.8fb:8ff.951.953:954.9fe.f82:f83.f86:f87.135d:135f.17dd.193a.1a17.1a75:1a7c.1ab0:1ab4.1abb:1abc.1ac1:1ac2.1ac5:1ac9.1acb:1ace.1b6b.1b6d:1b73.1cd0:1cd2.1cda:1cdb.1ce0.1cf4.1cf8:1cf9.1dc0:1dc1.1dc3:1dc9.1dcb:1dcc.1dd1:1df5.1dfb.1dfe.20d0:20d1.20d4:20d7.20db:20dc.20e1.20e7.20e9.20f0
232=315.31a.358.1df6.302c 233=35c.35f.362.1dfc 234=35d:35e.360:361.1dcd 240=345
"""
_NUMERIC = """
b2=2 b3=3 b9=1 bc=1/4 bd=1/2 be=3/4 9f4=1/16 9f5=1/8 9f6=3/16 9f7=1/4 9f8=3/4 9f9=16 b72=1/4 b73=1/2 b74=3/4 b75=1/16
b76=1/8 b77=3/16 bf0=10 bf1=100 bf2=1000 c78=0 c79=1 c7a=2 c7b=3 c7c=1 c7d=2 c7e=3 d58=1/160 d59=1/40 d5a=3/80 d5b=1/20
d5c=1/10 d5d=3/20 d5e=1/5 d70=10 d71=100 d72=1000 d73=1/4 d74=1/2 d75=3/4 d76=1/16 d77=1/8 d78=3/16 f2a=1/2 f2b=3/2
f2c=5/2 f2d=7/2 f2e=9/2 f2f=11/2 f30=13/2 f31=15/2 f32=17/2 f33=-1/2 1369=1 136a=2 136b=3 136c=4 136d=5 136e=6 136f=7
1370=8 1371=9 1372=10 1373=20 1374=30 1375=40 1376=50 1377=60 1378=70 1379=80 137a=90 137b=100 137c=10000 16ee=17
16ef=18 16f0=19 17f0=0 17f1=1 17f2=2 17f3=3 17f4=4 17f5=5 17f6=6 17f7=7 17f8=8 17f9=9 19da=1 2070=0 2074=4 2075=5 2076=6
2077=7 2078=8 2079=9 2080=0 2081=1 2082=2 2083=3 2084=4 2085=5 2086=6 2087=7 2088=8 2089=9 2150=1/7 2151=1/9 2152=1/10
2153=1/3 2154=2/3 2155=1/5 2156=2/5 2157=3/5 2158=4/5 2159=1/6 215a=5/6 215b=1/8 215c=3/8 215d=5/8 215e=7/8 215f=1
2160=1 2161=2 2162=3 2163=4 2164=5 2165=6 2166=7 2167=8 2168=9 2169=10 216a=11 216b=12 216c=50 216d=100 216e=500
216f=1000 2170=1 2171=2 2172=3 2173=4 2174=5 2175=6 2176=7 2177=8 2178=9 2179=10 217a=11 217b=12 217c=50 217d=100
217e=500 217f=1000 2180=1000 2181=5000 2182=10000 2185=6 2186=50 2187=50000 2188=100000 2189=0 2460=1 2461=2 2462=3
2463=4 2464=5 2465=6 2466=7 2467=8 2468=9 2469=10 246a=11 246b=12 246c=13 246d=14 246e=15 246f=16 2470=17 2471=18
2472=19 2473=20 2474=1 2475=2 2476=3 2477=4 2478=5 2479=6 247a=7 247b=8 247c=9 247d=10 247e=11 247f=12 2480=13 2481=14
2482=15 2483=16 2484=17 2485=18 2486=19 2487=20 2488=1 2489=2 248a=3 248b=4 248c=5 248d=6 248e=7 248f=8 2490=9 2491=10
2492=11 2493=12 2494=13 2495=14 2496=15 2497=16 2498=17 2499=18 249a=19 249b=20 24ea=0 24eb=11 24ec=12 24ed=13 24ee=14
24ef=15 24f0=16 24f1=17 24f2=18 24f3=19 24f4=20 24f5=1 24f6=2 24f7=3 24f8=4 24f9=5 24fa=6 24fb=7 24fc=8 24fd=9 24fe=10
24ff=0 3007=0 3021=1 3022=2 3023=3 3024=4 3025=5 3026=6 3027=7 3028=8 3029=9 3038=10 3039=20 303a=30
"""

_tables = None


class _Tables:
    """The tables, read when first needed."""

    def __init__(self):
        self.canonical = self._pairs(_CANONICAL)
        self.compatible = self._pairs(_COMPATIBLE)
        excluded = {chr(int(code, 16)) for code in _EXCLUDED.split()}
        self.composed = {parts: char for char, parts in self.canonical.items() if len(parts) == 2 and char not in excluded}
        self.combining = {}
        for entry in _COMBINING.split():
            number, _, runs = entry.partition("=")
            for run in runs.split("."):
                first, _, last = run.partition(":")
                for code in range(int(first, 16), int(last or first, 16) + 1):
                    self.combining[chr(code)] = int(number)
        self.numeric = {}
        for entry in _NUMERIC.split():
            code, _, number = entry.partition("=")
            top, _, bottom = number.partition("/")
            self.numeric[chr(int(code, 16))] = int(top) / int(bottom or 1)

    def _pairs(self, text):
        pairs = {}
        for entry in text.split():
            code, _, parts = entry.partition("=")
            pairs[chr(int(code, 16))] = "".join([chr(int(part, 16)) for part in parts.split(".")])
        return pairs


def _known():
    global _tables
    if _tables is None:
        _tables = _Tables()
    return _tables


def _one(char, function):
    if not isinstance(char, str) or len(char) != 1:
        raise TypeError(f"{function}() argument must be a unicode character, not {type(char).__name__}")
    return char


_PLAIN = (
    (0x232B, 0x2A0C), (0x3000, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7A4), (0xFB00, 0xFB07), (0xFF00, 0xFFF0), (0x1F300, 0x1FB00),
    (0x20000, 0x2F800),
)  # fmt: skip


def _plain(char):
    """Has neither forms nor a combining class: ideographs, signs and pictures beyond the tables."""
    code = ord(char)
    return code < 0x2200 or any([first <= code < end for first, end in _PLAIN])


def combining(char, /):
    return _known().combining.get(_one(char, "combining"), 0)


def decimal(char, default=None, /):
    if _one(char, "decimal").isdecimal():
        return int(char)
    if default is None:
        raise ValueError("not a decimal")
    return default


def digit(char, default=None, /):
    if _one(char, "digit").isdecimal():
        return int(char)
    if char.isdigit() and char in _known().numeric:
        return int(_known().numeric[char])
    if char.isdigit():
        raise NotImplementedError(f"unicodedata.digit() of U+{ord(char):04X} is not supported in Timeslice")
    if default is None:
        raise ValueError("not a digit")
    return default


def numeric(char, default=None, /):
    if _one(char, "numeric").isdecimal():
        return float(int(char))
    if char in _known().numeric:
        return float(_known().numeric[char])
    if char.isnumeric():
        raise NotImplementedError(f"unicodedata.numeric() of U+{ord(char):04X} is not supported in Timeslice")
    if default is None:
        raise ValueError("not a numeric character")
    return default


def decomposition(char, /):
    raise NotImplementedError("unicodedata.decomposition() is not supported in Timeslice")


def name(char, default=None, /):
    raise NotImplementedError("unicodedata.name() is not supported in Timeslice")


def lookup(name, /):
    raise NotImplementedError("unicodedata.lookup() is not supported in Timeslice")


def is_normalized(form, unistr, /):
    return normalize(form, unistr) == unistr


def normalize(form, unistr, /):
    if form not in ("NFC", "NFD", "NFKC", "NFKD"):
        raise ValueError("invalid normalization form")
    if not isinstance(unistr, str):
        raise TypeError(f"normalize() argument 2 must be str, not {type(unistr).__name__}")
    if unistr.isascii():
        return unistr
    for char in unistr:
        if not _plain(char):
            raise NotImplementedError(f"unicodedata.normalize() of U+{ord(char):04X} is not supported in Timeslice")
    parts = _ordered(_taken_apart(unistr, "K" in form))
    return "".join(parts) if form.endswith("D") else _put_together(parts)


def _taken_apart(text, compatible):
    tables = _known()
    parts = []
    work = list(text)[::-1]
    while work:
        char = work.pop()
        code = ord(char) - 0xAC00
        found = tables.canonical.get(char) or (compatible and tables.compatible.get(char))
        if found:
            work.extend(found[::-1])
        elif 0 <= code < 11172:
            parts += [chr(0x1100 + code // 588), chr(0x1161 + code % 588 // 28)]
            if code % 28:
                parts.append(chr(0x11A7 + code % 28))
        else:
            parts.append(char)
    return parts


def _ordered(parts):
    """Marks in the order of their classes; those of one class stay as they are."""
    classes = _known().combining
    start = 0
    while start < len(parts):
        end = start
        while end < len(parts) and classes.get(parts[end], 0):
            end += 1
        if end - start > 1:
            parts[start:end] = sorted(parts[start:end], key=classes.get)
        start = max(end, start + 1)
    return parts


def _put_together(parts):
    tables = _known()
    out = []
    starter = last = None
    for char in parts:
        number = tables.combining.get(char, 0)
        if starter is not None and (last is None or last < number):
            pair = out[starter] + char
            joined = tables.composed.get(pair) or _hangul(*pair)
            if joined:
                out[starter] = joined
                continue
        out.append(char)
        if number:
            last = number
        else:
            starter, last = len(out) - 1, None
    return "".join(out)


def _hangul(a, b):
    a, b = ord(a), ord(b)
    if 0x1100 <= a < 0x1113 and 0x1161 <= b < 0x1176:
        return chr(0xAC00 + ((a - 0x1100) * 21 + b - 0x1161) * 28)
    if 0xAC00 <= a < 0xD7A4 and not (a - 0xAC00) % 28 and 0x11A8 <= b < 0x11C3:
        return chr(a + b - 0x11A7)
    return None
